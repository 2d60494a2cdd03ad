import { describe, expect, it } from 'vitest';
import { writeProfile } from '../../../functions/web/pages/locality-profile/page.ts';
import { viewPartnersProfile } from '../../../functions/web/pages/locality-profile/view-partners.ts';
import { at } from '../../support/facts.ts';
import type { PartnersProfile } from '../../../shared/profiles/locality-profile-api.ts';
import { COUNTS_LIMITATIONS } from '../../../shared/themes/statistics-fields.ts';

type Figure = PartnersProfile['total'][number];

const figure = (count: number | '[c]', percent: number | null = null): Figure => ({
  count,
  percent,
});

const released = (quarter: string, from: string, to: string) => ({
  releaseId: `rel-${quarter}`,
  quarter: quarter as PartnersProfile['releases'][number]['quarter'],
  period: { from, to, firstWeek: '2026-W27', lastWeek: '2026-W39', weeks: 13 } as const,
  madeAt: at('2026-10-05T23:30:00.000Z'),
  threshold: 5,
});

const SUMMER = released('2026-Q3', '2026-06-29', '2026-09-27');
const SPRING = released('2026-Q2', '2026-03-30', '2026-06-28');

const profileAbout = (about: Partial<PartnersProfile> = {}): PartnersProfile => ({
  audience: 'partners',
  authority: { code: 'E10000020', name: 'Norfolk' },
  locality: { id: 'norwich', name: 'Norwich' },
  asOf: at('2026-11-23T09:30:00.000Z'),
  limits: COUNTS_LIMITATIONS,
  releases: [SUMMER, SPRING],
  harms: [
    { harm: 'a', label: 'County lines', figures: [figure(12, 60), figure(9, 45)] },
    { harm: 'b', label: 'Online harm', figures: [figure('[c]'), figure(8, 40)] },
    { harm: 'c', label: 'Cuckooing', figures: [figure(0, 0), null] },
  ],
  total: [figure(20, 30), figure('[c]')],
  notes: ['How to read it.'],
  ...about,
});

const figureOf = (about: Partial<PartnersProfile> = {}) =>
  viewPartnersProfile(profileAbout(about)).sections[0]?.figures[0];

describe('The page for partners', () => {
  it('shows the weeks of the releases, and when they were made', () => {
    expect(viewPartnersProfile(profileAbout()).period).toEqual([
      'Quarter 3 of 2026: 29 June 2026 to 27 September 2026, released on 6 October 2026.',
      'Quarter 2 of 2026: 30 March 2026 to 28 June 2026, released on 6 October 2026.',
    ]);
  });

  it('shows figures as they were released, and a difference only between two that are shown', () => {
    expect(figureOf()?.table.rows).toEqual([
      ['County lines', '12', '60%', '9', '45%', '3 more'],
      ['Online harm', '[c]', '–', '8', '40%', 'Not shown'],
      ['Cuckooing', '0', '0%', 'Not in this release', '–', 'Not shown'],
      ['Total', '20', '–', '[c]', '–', 'Not shown'],
    ]);
  });

  it('draws no bar for a suppressed figure, which would show its size', async () => {
    const [chart] = figureOf()?.charts ?? [];
    expect(chart?.kind === 'bars' ? chart.rows[1] : null).toEqual({
      label: 'Online harm',
      now: '[c]',
      before: 8,
    });
    const { html } = await writeProfile(profileAbout());
    const [, drawing = ''] = /<svg([\s\S]*)<\/svg>/.exec(html) ?? [];
    const bars = drawing.split('<rect').length - 1;
    const legend = 2;
    expect(bars - legend).toBe(4);
    expect(drawing).toContain('>[c]</text>');
  });

  it('has one column of figures when one quarter was released', () => {
    const [row] =
      figureOf({
        releases: [SUMMER],
        harms: [{ harm: 'a', label: 'County lines', figures: [figure(12, 60)] }],
        total: [figure(20, 30)],
      })?.table.rows ?? [];
    expect(row).toEqual(['County lines', '12', '60%']);
  });

  it('has neither signals nor places nor times, and says so', () => {
    const { sections, footer } = viewPartnersProfile(profileAbout());
    expect(sections.map(({ id }) => id)).toEqual(['released']);
    expect(footer[0]).toContain('Signals, places, times and single weeks are not released.');
  });
});
