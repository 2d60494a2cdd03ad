import { addWeeks } from '../../../shared/kernel/iso-week.ts';
import { describe, expect, it } from 'vitest';
import type {
  FigureView,
  SectionView,
} from '../../../functions/web/pages/locality-profile/page-view.ts';
import { viewProfile } from '../../../functions/web/pages/locality-profile/view.ts';
import type { AuthorityProfile } from '../../../shared/profiles/authority-profile-api.ts';
import { buildLine, buildProfile } from '../../support/locality-profile.ts';
import { at } from '../../support/facts.ts';
import { COUNTS_LIMITATIONS } from '../../../shared/themes/statistics-fields.ts';

const DISCLOSED = { whole: buildLine(9, 4) } as const;

const sectionOf = (id: string, about: Partial<AuthorityProfile> = {}): SectionView => {
  const found = viewProfile(buildProfile({ ...DISCLOSED, ...about })).sections.find(
    (section) => section.id === id,
  );
  if (found === undefined) throw new Error(`No section ${id}.`);
  return found;
};

const figureOf = ({ figures: [figure] }: SectionView): FigureView => {
  if (figure === undefined) throw new Error('No figure.');
  return figure;
};

const harm = (label: string, now: number, before: number) => ({
  code: label,
  label,
  ...buildLine(now, before, 'so many more'),
});

const signal = (about: Partial<AuthorityProfile['signals'][number]> = {}) => ({
  signalId: 'sig-1',
  sentence: '5 children disclosed county lines in Norwich.',
  method: 'ears' as const,
  state: 'new' as const,
  judgement: null,
  firstWeek: '2026-W46' as const,
  lastWeek: '2026-W47' as const,
  raisedAt: at('2026-11-16T02:00:00.000Z'),
  ...about,
});

const factsOf = (section: SectionView, at = 0): Readonly<Record<string, string>> =>
  Object.fromEntries(section.entries[at]?.facts.map(({ label, value }) => [label, value]) ?? []);

describe('The page of a locality', () => {
  it('names the locality and its authority in title and heading, and no person', () => {
    const { title, heading } = viewProfile(buildProfile());
    expect(title).toBe('Locality profile: Norwich, Norfolk – Homeward');
    expect(heading).toBe('Locality profile: Norwich, Norfolk');
  });

  it('says the days of both quarters in words', () => {
    expect(viewProfile(buildProfile()).period).toEqual([
      'Now: 24 August 2026 to 22 November 2026, 13 weeks.',
      'Quarter before: 25 May 2026 to 23 August 2026.',
    ]);
  });

  it('says what the counts cannot show, who it is for, and when it was made, in London', () => {
    const { limits, footer } = viewProfile(buildProfile({ asOf: at('2026-07-01T11:30:00.000Z') }));
    expect(limits).toBe(COUNTS_LIMITATIONS);
    expect(footer[0]).toContain('For the services of Norfolk only');
    expect(footer[1]).toBe('Made at 12:30pm on Wednesday 1 July 2026.');
  });

  it('says that there are no records yet, and that this does not mean that nothing happens', () => {
    const { sections } = viewProfile(buildProfile());
    expect(sections.map(({ id }) => id)).toEqual(['nothing', 'summary', 'signals', 'done']);
    expect(sections[0]?.heading).toBe('Nothing recorded yet');
    expect(sections[0]?.paragraphs[0]).toContain('does not mean that nothing is happening');
  });

  it('shows a quarter without disclosures when there were some in the one before', () => {
    const { sections } = viewProfile(buildProfile({ whole: buildLine(0, 3) }));
    expect(sections.map(({ id }) => id)).toContain('harms');
  });
});

describe('On how much the page rests', () => {
  const basis: AuthorityProfile['basis'] = {
    debriefs: { child: 1, 'parent-or-carer': 2 },
    ofOtherAuthorities: 0,
    recordedFrom: null,
    interviews: { ofAuthority: 12, ofLocality: { held: 5, aboutLocality: 2 } },
  };

  it('is shown: debriefs by interviewee, and their interviews', () => {
    expect(sectionOf('summary', { basis }).paragraphs.slice(0, 2)).toEqual([
      'This quarter has 3 debriefs about this locality. The child spoke in 1 and a parent or carer in 2.',
      'In the same weeks 12 interviews with children of Norfolk were completed, 5 of them with children of Norwich. 2 of these 5 disclosed something about this locality.',
    ]);
  });

  it('is given in words where there is nothing to count', () => {
    const debriefs = { child: 0, 'parent-or-carer': 0 };
    const interviews = { ofAuthority: 12, ofLocality: { held: 0, aboutLocality: 0 } };
    expect(sectionOf('summary', { basis: { ...basis, debriefs, interviews } }).paragraphs).toEqual(
      expect.arrayContaining([
        'No debriefs in this quarter are about this locality.',
        'In the same weeks 12 interviews with children of Norfolk were completed, none of them with children of Norwich.',
      ]),
    );
  });

  it('names debriefs of other authorities only when there are some', () => {
    const [paragraph] = sectionOf('summary', {
      basis: { ...basis, ofOtherAuthorities: 2 },
    }).paragraphs;
    expect(paragraph).toContain('2 of them came from other authorities.');
  });

  it('warns that recording had not started in the quarter before: more than nothing is not a rise', () => {
    const { before } = buildProfile({});
    const paragraph = (weeks: number) =>
      sectionOf('summary', {
        basis: { ...basis, recordedFrom: addWeeks(before.firstWeek, weeks) },
      }).paragraphs.filter((paragraph) => paragraph.startsWith('Nothing was recorded for Norfolk'));
    expect(paragraph(1)).toEqual([]);
    expect(paragraph(2)).toHaveLength(1);
    expect(paragraph(2)[0]).toMatch(
      /until the week of \d+ \w+ 20\d\d, so do not rely on the differences\.$/,
    );
  });

  it('compares no interviews where there are no children of the locality', () => {
    const interviews = { ofAuthority: 1, ofLocality: null };
    expect(sectionOf('summary', { basis: { ...basis, interviews } }).paragraphs[1]).toBe(
      'In the same weeks 1 interview with children of Norfolk was completed.',
    );
  });
});

describe('Signals on the page', () => {
  it('that are not there mean nothing', () => {
    expect(sectionOf('signals').paragraphs).toEqual([
      'No signals. That does not mean that nothing is happening.',
    ]);
  });

  it('show how they were found, when, their status and how they were judged', () => {
    const section = sectionOf('signals', {
      signals: [
        signal(),
        signal({
          method: 'space-time-scan',
          state: 'action-taken',
          judgement: 'known-already',
          firstWeek: '2026-W47',
        }),
      ],
    });
    expect(section.entries[0]?.sentence).toBe('5 children disclosed county lines in Norwich.');
    expect(factsOf(section)).toEqual({
      'Found by': 'More children than in the weeks before',
      When: 'Week of 9 November 2026 to week of 16 November 2026',
      State: 'New: not seen yet',
      Judged: 'Not yet',
    });
    expect(factsOf(section, 1)).toEqual({
      'Found by': 'Close together in place and time',
      When: 'Week of 16 November 2026',
      State: 'Action taken',
      Judged: 'Known already',
    });
  });
});

describe('What was done', () => {
  const action = {
    at: at('2026-11-12T23:30:00.000Z'),
    note: 'Youth work on Fridays.',
    signalId: 'sig-1',
    sentence: 'A signal.',
  };

  it('is shown with its day in London and its signal', () => {
    const section = sectionOf('done', { done: { actions: [action], referrals: [] } });
    expect(section.entries[0]?.sentence).toBe('Youth work on Fridays.');
    expect(factsOf(section)).toEqual({ When: '12 November 2026', About: 'A signal.' });
    expect(section.paragraphs).toEqual([
      'No referrals were raised in these weeks from debriefs with children who live here.',
    ]);
  });

  it('has a line for each service to which referrals were raised', () => {
    const byStatus = { 'to-be-made': 1, made: 0, accepted: 2, 'not-accepted': 0, closed: 0 };
    const referrals = [{ to: 'national-referral-mechanism' as const, raised: 3, byStatus }];
    const { figures, paragraphs } = sectionOf('done', { done: { actions: [], referrals } });
    expect(figures[0]?.table.rows).toEqual([
      ['National Referral Mechanism', '3', '1', '0', '2', '0', '0'],
    ]);
    expect(paragraphs).toEqual(['No actions on signals are recorded.']);
  });
});

describe('A chart and its table', () => {
  it('show the same numbers, in the same order', () => {
    const { figures } = sectionOf('harms', { harms: [harm('County lines', 5, 2)] });
    const [figure] = figures;
    expect(figure?.charts).toMatchObject([
      { kind: 'bars', rows: [{ label: 'County lines', now: 5, before: 2 }] },
    ]);
    expect(figure?.charts[0]?.description).toContain('County lines: 5 now, 2 before');
    expect(figure?.table.rows).toEqual([
      ['County lines', '5', '2', 'so many more', '5', '2', '5', '2'],
    ]);
  });

  it('differ in length only: the chart has the first ten, the table all, and the page says so', () => {
    const harms = Array.from({ length: 12 }, (_, at) => harm(`Harm ${at}`, 20 - at, 0));
    const { figures, paragraphs } = sectionOf('harms', { harms });
    const [chart] = figures[0]?.charts ?? [];
    expect(chart?.kind === 'bars' ? chart.rows : []).toHaveLength(10);
    expect(figures[0]?.table.rows).toHaveLength(12);
    expect(paragraphs).toContain('The chart shows the first 10. The table shows all.');
    expect(chart?.description).toContain('The table has 2 more.');
  });

  it('are left out where nothing was disclosed, and the page says so', () => {
    expect(sectionOf('push')).toMatchObject({
      paragraphs: ['No push factors were disclosed in these two quarters.'],
      figures: [],
    });
  });
});

describe('Week by week', () => {
  it('each theme has its own chart, all with one scale, and a column of the table', () => {
    const { weeks } = buildProfile().trend;
    const few = weeks.map((_, at) => (at === 20 ? 2 : 0));
    const many = weeks.map((_, at) => (at === 25 ? 7 : 1));
    const theme = (label: string, children: number[]) => ({
      harm: label,
      context: '',
      label,
      children,
    });
    const { figures } = sectionOf('trend', {
      trend: {
        weeks,
        children: many,
        debriefs: many,
        themes: [theme('county lines online', few), theme('online harm', many)],
      },
    });
    const [figure] = figures;
    expect(figure?.charts.map((chart) => ('most' in chart ? chart.most : chart.kind))).toEqual([
      'lines',
      7,
      7,
    ]);
    expect(figure?.charts[1]).toMatchObject({
      title: 'County lines online',
      weeks: { first: '25 May', quarter: '24 Aug', last: '16 Nov', before: 13 },
    });
    expect(figure?.charts[1]?.description).toContain('most in the week of 12 October 2026 (2)');
    expect(figure?.table.rows.at(-1)).toEqual(['16 November 2026', '7', '7', '0', '7']);
  });
});

describe('Weekdays and times', () => {
  const times: AuthorityProfile['times'] = [
    { weekday: 'friday', band: '21:00', items: 4, children: 3 },
    { weekday: 'friday', band: null, items: 1, children: 1 },
    { weekday: null, band: null, items: 5, children: 5 },
  ];

  it('say how often both were disclosed', () => {
    expect(sectionOf('times', { times }).paragraphs[0]).toContain(
      '4 of 10 items have a weekday and time',
    );
  });

  it('are in the table with what was not disclosed', () => {
    const { columns, rows } = figureOf(sectionOf('times', { times })).table;
    expect(columns.map(({ label }) => label)).toEqual(
      expect.arrayContaining([
        'Midnight to 3am',
        '9am to midday',
        '9pm to midnight',
        'Not disclosed',
      ]),
    );
    expect(rows[4]).toEqual(['Friday', '0', '0', '0', '0', '0', '0', '0', '3', '1']);
    expect(rows[7]).toEqual(['Not disclosed', '0', '0', '0', '0', '0', '0', '0', '0', '5']);
  });

  it('are in the chart only where both are known', () => {
    const [chart] = figureOf(sectionOf('times', { times })).charts;
    const rows = chart?.kind === 'times' ? chart.rows : [];
    expect(rows.map(({ label }) => label)).toEqual([
      'Mon',
      'Tue',
      'Wed',
      'Thu',
      'Fri',
      'Sat',
      'Sun',
    ]);
    expect(rows.flatMap(({ values }) => values).filter((value) => value > 0)).toEqual([3]);
  });
});

describe('Places', () => {
  it('without a name to show are described by their type', () => {
    const place = {
      name: null,
      postcode: null,
      placeType: 'private-address',
      label: 'Private address',
      counts: buildLine(2, 0).now,
      harms: [{ harm: 'county-lines', label: 'County lines', children: 2 }],
    };
    expect(sectionOf('places', { places: [place] }).figures[0]?.table.rows).toEqual([
      ['Not named', 'Private address', 'Not shown', '2', '2', '2', 'County lines 2'],
    ]);
  });
});
