import { describe, expect, it } from 'vitest';
import { countLocality } from '../../../shared/profiles/rules/locality-statistics.ts';
import type { Evidence } from '../../../shared/themes/evidence.ts';
import { addWeeks, type IsoWeek } from '../../../shared/kernel/iso-week.ts';
import { chooseWeeks } from '../../../shared/profiles/rules/compare-quarters.ts';
import { BUS_STATION, buildChildItem, buildChildEvidence } from '../../support/evidence.ts';
import { BASE_CODES } from '../../support/debriefs.ts';

const LAST: IsoWeek = '2026-W47';
const WEEKS = chooseWeeks(LAST);

const buildStatistics = (
  evidence: readonly Evidence[],
  signalled: Parameters<typeof countLocality>[3] = [],
) => countLocality(evidence, WEEKS, BASE_CODES, signalled);

const harmBy = (child: string, harm: string, context: string, week = LAST): Evidence =>
  buildChildEvidence(child, { theme: { kind: 'harm', harm, context }, week });

describe('The weeks of a profile', () => {
  it('are 13 whole weeks up to the last, and the 13 before', () => {
    expect(WEEKS).toEqual({
      quarter: { from: '2026-W35', to: '2026-W47' },
      before: { from: '2026-W22', to: '2026-W34' },
      both: { from: '2026-W22', to: '2026-W47' },
    });
  });

  it('leave out what was disclosed earlier or later', () => {
    const evidence = [-26, -25, -13, -12, 0, 1].map((weeks) =>
      buildChildEvidence(`child of ${weeks}`, { week: addWeeks(LAST, weeks) }),
    );
    const { whole, trend } = buildStatistics(evidence);
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

describe('The statistics of a locality', () => {
  it('counts a child once in a harm, whatever its contexts, and once in the whole', () => {
    const { harms, themes, whole } = buildStatistics([
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
      buildChildEvidence('a', { theme: { kind, factor: name }, item: null });
    const { harms, push, pull } = buildStatistics([
      factor('push', 'placement-unhappiness'),
      factor('pull', 'online-contact'),
    ]);
    expect(harms).toEqual([]);
    expect([push[0]?.label, pull[0]?.label]).toEqual(['Placement unhappiness', 'Online contact']);
  });

  it('labels a code that is no longer in any list with the code itself', () => {
    const { harms } = buildStatistics([harmBy('a', 'cuckooing-of-homes', 'online')]);
    expect(harms[0]?.label).toBe('Cuckooing of homes');
  });

  it('counts online contact without a platform separately, and nothing that was not online', () => {
    const { platforms } = buildStatistics([
      buildChildItem('a', { online: { platform: 'gaming', handle: null } }),
      buildChildItem('b', { online: { platform: null, handle: null } }),
      buildChildEvidence('c'),
    ]);
    expect(platforms.map(({ code, label, now }) => [code, label, now.children])).toEqual([
      [null, 'Not disclosed', 1],
      ['gaming', 'Gaming', 1],
    ]);
  });

  it('has the surest first, and no confidence that was not stated', () => {
    const { confidence } = buildStatistics([
      buildChildItem('a', { confidence: 'low' }),
      buildChildItem('b', { confidence: 'low' }),
      buildChildItem('c', { confidence: 'high' }),
    ]);
    expect(confidence.map((line) => [line.confidence, line.now.children])).toEqual([
      ['high', 1],
      ['low', 2],
    ]);
  });

  it('shows only the type of a place where someone lives', () => {
    const home = { ...BUS_STATION, key: 'pl-home', name: 'Rose Cottage' };
    const { places } = buildStatistics([
      buildChildItem('a', { placeType: 'transport-hub', place: BUS_STATION }),
      buildChildItem('b', { placeType: 'transport-hub', place: BUS_STATION }),
      buildChildItem('c', { placeType: 'private-address', place: home }),
    ]);
    expect(places).toMatchObject([
      { name: 'Riverside bus station', label: 'Transport hub', counts: { children: 2 } },
      { name: null, postcode: null, label: 'Private address', counts: { children: 1 } },
    ]);
    expect(places[0]?.harms).toEqual([
      { harm: 'child-criminal-exploitation', label: 'Child criminal exploitation', children: 2 },
    ]);
  });

  it('has the ten places that most children disclosed, in this quarter only', () => {
    const evidence = Array.from({ length: 12 }, (_, number) =>
      buildChildItem(`a${number}`, {
        placeType: 'park',
        place: { ...BUS_STATION, key: `pl-${number}` },
      }),
    );
    const earlier = buildChildEvidence('z', {
      ...buildChildItem('z', { placeType: 'park', place: BUS_STATION }),
      week: '2026-W30',
    });
    const { places } = buildStatistics([...evidence, earlier]);
    expect(places).toHaveLength(10);
    expect(buildStatistics([earlier]).places).toEqual([]);
  });

  it('shows week by week five themes: those with a signal, then those that most children disclosed', () => {
    const evidence = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((harm, at) =>
      Array.from({ length: 9 - at }, (_, child) => harmBy(`${child}`, harm, 'online')),
    );
    const quiet = harmBy('x', 'quiet', 'online', '2026-W46');
    const { trend } = buildStatistics([...evidence, quiet], [{ harm: 'quiet', context: 'online' }]);
    expect(trend.themes.map(({ harm }) => harm)).toEqual(['quiet', 'a', 'b', 'c', 'd']);
    expect(trend.themes[0]?.children.slice(-2)).toEqual([1, 0]);
    expect(trend.children.at(-1)).toBe(9);
  });
});
