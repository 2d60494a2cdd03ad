import { describe, expect, it } from 'vitest';
import { decide, release, readShown, buildCountTable } from '../../support/count-tables.ts';
import { attackReleases } from '../../support/release-attacker.ts';
import { widenTable } from '../../../shared/releases/rules/grid.ts';

const BEFORE = [
  [3, 12, 20],
  [8, 9, 30],
];
const first = release(buildCountTable(BEFORE));

const after = (cells: readonly (readonly number[])[]) => decide(buildCountTable(cells), [first], 2);
const shownAfter = (cells: readonly (readonly number[])[]) =>
  readShown(release(buildCountTable(cells), [first], 2));

describe('A later release of the same weeks', () => {
  it('Shows the same when nothing has changed', () => {
    expect(shownAfter(BEFORE)).toEqual(readShown(first));
  });

  it('Shows what has changed by as many as the threshold', () => {
    const shown = shownAfter([
      [3, 12, 20],
      [8, 9, 37],
    ]);
    expect([shown[1]?.at(-1), shown.at(-1)?.at(-1)]).toEqual([54, 89]);
  });

  it('Suppresses what was suppressed before, also when it is no longer small', () => {
    const shown = shownAfter([
      [23, 12, 20],
      [8, 9, 30],
    ]).flat();
    for (const figure of first.suppressed) expect(shown[figure]).toBe('[c]');
  });

  it('Is withheld when all that changed is by fewer: the grand total would reveal how many', () => {
    const oneMore = [
      [3, 12, 20],
      [8, 9, 31],
    ];
    expect(after(oneMore)).toBe('changed-too-little');
  });

  it('Hides a figure that changed by fewer, and so much else that it cannot be worked out', () => {
    const shown = shownAfter([
      [3, 12, 20],
      [8, 9 + 2, 30 + 10],
    ]);
    expect(shown[1]?.[1]).toBe('[c]');
    expect(shown.at(-1)?.at(-1)).toBe(94);
    expect(shown.flat().filter((one) => one === '[c]').length).toBeGreaterThan(
      first.suppressed.size + 1,
    );
  });

  it('Two small changes of one row are not enough to hide each other: their sum is known', () => {
    const before = release(
      buildCountTable([
        [10, 10, 20],
        [10, 10, 20],
      ]),
    );
    const later = buildCountTable([
      [12, 11, 30],
      [10, 10, 20],
    ]);
    for (const seed of Array.from({ length: 40 }, (_, one) => one)) {
      expect(attackReleases([before, release(later, [before], seed)], 'no-fall')).toEqual([]);
    }
  });

  it('Counts a change by the children: few of them with many harms are few', () => {
    const cells = [
      [20, 20, 20],
      [20, 20, 20],
    ];
    const before = release(buildCountTable(cells));
    const later = buildCountTable(cells.map((row) => row.map((count) => count + 2)));
    const table = { ...later, children: before.children.map((children) => children + 2) };
    expect(decide(table, [before])).toBe('changed-too-little');
  });

  it('Is withheld when, beside it, what an earlier one hides would be known', () => {
    const before = release(
      buildCountTable([
        [0, 7, 1],
        [1, 7, 8],
      ]),
    );
    const withdrawn = buildCountTable([
      [9, 13, 1],
      [1, 7, 5],
    ]);
    expect(decide(withdrawn, [before], 2)).toBe('reveals-earlier');
  });

  it('Treats a new row and column as ones that were empty', () => {
    const wide = buildCountTable([
      [3, 12, 20, 0],
      [8, 9, 30, 0],
      [0, 0, 0, 0],
    ]);
    const kept = { ...first, suppressed: new Set([0, 3, 8, 10]) };
    const widened = widenTable(kept, wide);
    const rows = readShown(kept).map((row) => row.toSpliced(3, 0, 0));
    expect(readShown(widened)).toEqual(rows.toSpliced(2, 0, [0, 0, 0, 0, 0]));
    expect(widened).toMatchObject({ counts: wide.counts, children: wide.children });
  });
});
