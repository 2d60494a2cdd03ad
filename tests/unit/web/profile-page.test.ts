import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { writeProfile } from '../../../functions/web/pages/locality-profile/page.ts';
import type { AuthorityProfile } from '../../../shared/profiles/authority-profile-api.ts';
import { at } from '../../support/facts.ts';
import { buildLine, buildProfile } from '../../support/locality-profile.ts';
import { wrapLabel } from '../../../functions/web/pages/locality-profile/bar-chart.ts';
import { COUNTS_LIMITATIONS } from '../../../shared/themes/statistics-fields.ts';

const HOSTILE = `"><script>alert('x')</script><img src=x onerror='y'>&amp;`;
/** As long, and broken at the same places. */
const HARMLESS = HOSTILE.replaceAll(/[^ ]/g, 'w');
const ESCAPED =
  '&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&lt;img src=x onerror=&#39;y&#39;&gt;&amp;amp;';

/** A profile in which every word that comes from codes, places or people is this one. */
const worded = (word: string): AuthorityProfile => {
  const plain = buildProfile();
  const line = { code: 'x', label: word, ...buildLine(2, 1, word) };
  const theme = { harm: 'x', context: 'y', label: word };
  return buildProfile({
    authority: { code: 'E10000020', name: word },
    locality: { id: 'norwich', name: word },
    limits: word,
    whole: buildLine(2, 1),
    signals: [
      {
        signalId: word,
        sentence: word,
        method: 'ears',
        state: 'new',
        judgement: null,
        firstWeek: '2026-W47',
        lastWeek: '2026-W47',
        raisedAt: at('2026-11-16T02:00:00.000Z'),
      },
    ],
    done: {
      actions: [{ at: at('2026-11-16T02:00:00.000Z'), note: word, signalId: 's', sentence: word }],
      referrals: [],
    },
    harms: [line],
    themes: [{ ...theme, ...buildLine(2, 1, word) }],
    trend: { ...plain.trend, themes: [{ ...theme, children: plain.trend.children }] },
    push: [line],
    pull: [line],
    places: [
      {
        name: word,
        postcode: word,
        placeType: 'park',
        label: word,
        counts: buildLine(2, 1).now,
        harms: [{ harm: 'x', label: word, children: 1 }],
      },
    ],
    platforms: [line],
  });
};

const occurrences = (text: string, part: string): number => text.split(part).length - 1;

describe('Whatever staff write', () => {
  it('is shown on the page as written, and is never markup', async () => {
    const { html } = await writeProfile(worded(HOSTILE));
    expect(occurrences(html, ESCAPED)).toBeGreaterThan(20);
    expect(html).not.toMatch(/<script|<img|onerror='/);
    expect(html).not.toContain(HOSTILE);
  });

  it('changes nothing of what the page is made of', async () => {
    const tagsOf = async (word: string): Promise<readonly string[]> => {
      const { html } = await writeProfile(worded(word));
      return [...html.matchAll(/<[/!]?[a-z]+/gi)].map(([tag]) => tag);
    };
    expect(await tagsOf(HOSTILE)).toEqual(await tagsOf(HARMLESS));
  });
});

describe('The page', () => {
  it('lets in exactly the stylesheet that is in it', async () => {
    const { html, contentSecurityPolicy } = await writeProfile(buildProfile());
    const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(html) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(contentSecurityPolicy).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
  });

  it('has no style, script or handler of its own anywhere else', async () => {
    const { html } = await writeProfile(worded(HOSTILE));
    expect(html).not.toMatch(/ style=|<script| on\w+="|javascript:|https?:\/\/(?!www\.w3\.org)/);
  });

  it('is in English, with one first heading and no name twice', async () => {
    const { html } = await writeProfile(worded(HOSTILE));
    expect(html).toContain('<html lang="en-GB">');
    expect(occurrences(html, '<h1>')).toBe(1);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says at the top and bottom what the counts cannot show', async () => {
    const { html } = await writeProfile(buildProfile());
    const [main = '', footer = ''] = html.split('<footer>');
    expect([main, footer].map((part) => occurrences(part, COUNTS_LIMITATIONS))).toEqual([1, 1]);
    expect(main.indexOf(COUNTS_LIMITATIONS)).toBeLessThan(main.indexOf('<section'));
  });

  it('has a name, a description and a table for every chart', async () => {
    const { html } = await writeProfile(worded(HOSTILE));
    const charts = occurrences(html, '<svg');
    expect(charts).toBeGreaterThan(6);
    expect(occurrences(html, 'role="img"')).toBe(charts);
    expect(occurrences(html, '<desc ')).toBe(charts);
    expect(html).not.toContain('<details');
  });
});

describe('The bars of weeks', () => {
  it('are open in the quarter before and filled in this one; a week without anything has none', async () => {
    const { trend } = buildProfile();
    const children = trend.weeks.map((_, at) => (at === 20 ? 0 : 1));
    const theme = { harm: 'x', context: 'y', label: 'Only this', children };
    const whole = buildLine(2, 1);
    const { html } = await writeProfile(
      buildProfile({ whole, trend: { ...trend, themes: [theme] } }),
    );
    const [, drawing = ''] =
      /aria-labelledby="trend-theme-1-title([\s\S]*?)<\/svg>/.exec(html) ?? [];
    const bars = [...drawing.matchAll(/<rect\s+class="(\w+)"/g)].map(([, name]) => name);
    expect(bars.filter((name) => name === 'before')).toHaveLength(13);
    expect(bars.filter((name) => name === 'now')).toHaveLength(12);
  });
});

describe('A long label', () => {
  it('is broken between words; a longer word is on its own line', () => {
    expect(wrapLabel('modern slavery or trafficking at home', 16)).toEqual([
      'modern slavery',
      'or trafficking',
      'at home',
    ]);
    expect(wrapLabel('a multiagencyexploitation b', 6)).toEqual([
      'a',
      'multiagencyexploitation',
      'b',
    ]);
  });
});
