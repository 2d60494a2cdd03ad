import { describe, expect, it } from 'vitest';
import {
  compareByName,
  compareQuarters,
  describeDifference,
} from '../../../shared/profiles/rules/compare-quarters.ts';
import { BUS_STATION, buildChildItem, buildChildEvidence } from '../../support/evidence.ts';

describe('The difference between two quarters', () => {
  it.each([
    [5, 2, '3 more'],
    [2, 5, '3 fewer'],
    [4, 4, 'as many'],
    [3, 0, 'new: none before'],
    [0, 3, 'none now'],
    [0, 0, 'none in either'],
  ])('of %i now and %i before is described as "%s", never as a share', (now, before, words) => {
    expect(describeDifference(now, before)).toBe(words);
  });

  it('is of distinct children: one who disclosed twice counts once, in each quarter', () => {
    const twice = [
      buildChildEvidence('ada'),
      buildChildEvidence('ada', { evidenceId: 'evi-2' }),
      buildChildEvidence('ben'),
    ];
    const { now, before, difference } = compareQuarters({
      now: twice,
      before: [buildChildEvidence('ada')],
    });
    expect([now.items, now.children, before.children]).toEqual([3, 2, 1]);
    expect(difference).toBe('1 more');
  });

  it('counts each known place once', () => {
    const there = { placeType: 'transport-hub', place: BUS_STATION };
    const { now } = compareQuarters({
      now: [buildChildItem('a', there), buildChildItem('b', there)],
      before: [],
    });
    expect(now.places).toBe(1);
  });
});

describe('What is compared by name', () => {
  const pull = (child: string, factor: string) =>
    buildChildEvidence(child, { theme: { kind: 'pull', factor }, item: null });
  const byFactor = (
    now: readonly ReturnType<typeof pull>[],
    before: readonly ReturnType<typeof pull>[],
  ) => compareByName({ now, before }, ({ theme }) => (theme.kind === 'pull' ? theme.factor : null));

  it('has most children now first, then most before, then by name', () => {
    const now = [pull('a', 'gang'), pull('b', 'gang'), pull('c', 'partner'), pull('d', 'friends')];
    const before = [pull('e', 'partner'), pull('f', 'parties'), pull('g', 'family')];
    expect(byFactor(now, before).map(([name]) => name)).toEqual([
      'gang',
      'partner',
      'friends',
      'family',
      'parties',
    ]);
  });

  it('keeps what is no longer disclosed, with zeros', () => {
    const [[name, line] = []] = byFactor([], [pull('a', 'gang')]);
    expect([name, line?.now.children, line?.difference]).toEqual(['gang', 0, 'none now']);
  });

  it('leaves out what has no such name', () => {
    expect(byFactor([buildChildEvidence('a')], [])).toEqual([]);
  });
});
