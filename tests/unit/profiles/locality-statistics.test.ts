import { describe, expect, it } from 'vitest';
import { countLocality } from '../../../shared/profiles/rules/locality-statistics.ts';
import type { Evidence } from '../../../shared/themes/evidence.ts';
import { addWeeks, type IsoWeek } from '../../../shared/kernel/iso-week.ts';
import { BASE_CODES } from '../../support/codes.ts';
import { BUS_STATION, itemBy, toldBy } from '../../support/picture.ts';
import { chooseWeeks } from '../../../shared/profiles/rules/compare-quarters.ts';

const LAST: IsoWeek = '2026-W47';
const WEEKS = chooseWeeks(LAST);

const pictureOf = (
  evidence: readonly Evidence[],
  signalled: Parameters<typeof countLocality>[3] = [],
) => countLocality(evidence, WEEKS, BASE_CODES, signalled);

const harmBy = (child: string, harm: string, context: string, week = LAST): Evidence =>
  toldBy(child, { theme: { kind: 'harm', harm, context }, week });

describe('The weeks of a profile', () => {
  it('are 13 whole weeks up to the last, and the 13 before', () => {
    expect(WEEKS).toEqual({
      quarter: { from: '2026-W35', to: '2026-W47' },
      before: { from: '2026-W22', to: '2026-W34' },
      both: { from: '2026-W22', to: '2026-W47' },
    });
  });

  it('leave out what was told earlier or later', () => {
    const told = [-26, -25, -13, -12, 0, 1].map((weeks) =>
      toldBy(`child of ${weeks}`, { week: addWeeks(LAST, weeks) }),
    );
    const { whole, trend } = pictureOf(told);
    expect([whole.before.children, whole.now.children]).toEqual([2, 2]);
    expect(trend.weeks).toHaveLength(26);
    expect(trend.children).toEqual([
      1,
      ...Array<number>(11).fill(0),
      1,
      1,
      ...Array<number>(11).fill(0),
      1,
    ]);
  });
});

describe('The picture of a locality', () => {
  it('counts a child once in a harm, whatever its contexts, and once in the whole', () => {
    const { harms, themes, whole } = pictureOf([
      harmBy('a', 'county-lines', 'online'),
      harmBy('a', 'county-lines', 'transport'),
      harmBy('b', 'county-lines', 'transport'),
    ]);
    expect(harms).toMatchObject([
      { code: 'county-lines', label: 'County lines', now: { children: 2 } },
    ]);
    expect(themes.map(({ label, now }) => [label, now.children])).toEqual([
      ['county lines at transport hubs', 2],
      ['county lines online', 1],
    ]);
    expect(whole.now).toMatchObject({ items: 3, children: 2 });
  });

  it('keeps push and pull factors apart from harms, in words', () => {
    const factor = (kind: 'push' | 'pull', name: string): Evidence =>
      toldBy('a', { theme: { kind, factor: name }, item: null });
    const { harms, push, pull } = pictureOf([
      factor('push', 'placement-unhappiness'),
      factor('pull', 'online-contact'),
    ]);
    expect(harms).toEqual([]);
    expect([push[0]?.label, pull[0]?.label]).toEqual(['Placement unhappiness', 'Online contact']);
  });

  it('tells of a code that is in no list any more by its own words', () => {
    const { harms } = pictureOf([harmBy('a', 'cuckooing-of-homes', 'online')]);
    expect(harms[0]?.label).toBe('Cuckooing of homes');
  });

  it('tells online contact of which nobody said where apart, and nothing of what was not online', () => {
    const { platforms } = pictureOf([
      itemBy('a', { online: { platform: 'gaming', handle: null } }),
      itemBy('b', { online: { platform: null, handle: null } }),
      toldBy('c'),
    ]);
    expect(platforms.map(({ code, label, now }) => [code, label, now.children])).toEqual([
      [null, 'Not disclosed', 1],
      ['gaming', 'Gaming', 1],
    ]);
  });

  it('has the surest first, and no confidence that nobody stated', () => {
    const { confidence } = pictureOf([
      itemBy('a', { confidence: 'low' }),
      itemBy('b', { confidence: 'low' }),
      itemBy('c', { confidence: 'high' }),
    ]);
    expect(confidence.map((line) => [line.confidence, line.now.children])).toEqual([
      ['high', 1],
      ['low', 2],
    ]);
  });

  it('shows of where somebody lives only of which kind it is', () => {
    const home = { ...BUS_STATION, key: 'pl-home', name: 'Rose Cottage' };
    const { places } = pictureOf([
      itemBy('a', { placeType: 'transport-hub', place: BUS_STATION }),
      itemBy('b', { placeType: 'transport-hub', place: BUS_STATION }),
      itemBy('c', { placeType: 'private-address', place: home }),
    ]);
    expect(places).toMatchObject([
      { name: 'Riverside bus station', label: 'Transport hub', counts: { children: 2 } },
      { name: null, postcode: null, label: 'Private address', counts: { children: 1 } },
    ]);
    expect(places[0]?.harms).toEqual([
      { harm: 'child-criminal-exploitation', label: 'Child criminal exploitation', children: 2 },
    ]);
  });

  it('has the ten places that most children told of, in this quarter only', () => {
    const told = Array.from({ length: 12 }, (_, number) =>
      itemBy(`a${number}`, { placeType: 'park', place: { ...BUS_STATION, key: `pl-${number}` } }),
    );
    const earlier = toldBy('z', {
      ...itemBy('z', { placeType: 'park', place: BUS_STATION }),
      week: '2026-W30',
    });
    const { places } = pictureOf([...told, earlier]);
    expect(places).toHaveLength(10);
    expect(pictureOf([earlier]).places).toEqual([]);
  });

  it('shows week by week five themes: those with a signal, then those that most children told of', () => {
    const told = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((harm, at) =>
      Array.from({ length: 9 - at }, (_, child) => harmBy(`${child}`, harm, 'online')),
    );
    const quiet = harmBy('x', 'quiet', 'online', '2026-W46');
    const { trend } = pictureOf([...told, quiet], [{ harm: 'quiet', context: 'online' }]);
    expect(trend.themes.map(({ harm }) => harm)).toEqual(['quiet', 'a', 'b', 'c', 'd']);
    expect(trend.themes[0]?.children.slice(-2)).toEqual([1, 0]);
    expect(trend.children.at(-1)).toBe(9);
  });
});
