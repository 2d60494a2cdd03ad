import { describe, expect, it } from 'vitest';
import {
  decide,
  suppressOnlySmall,
  release,
  readShown,
  buildCountTable,
  countSameChildren,
} from '../../support/count-tables.ts';
import { attackReleases } from '../../support/release-attacker.ts';

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);

describe('What is shown of a table', () => {
  it('3, 12, 20 with their total 35: suppressing the 3 alone is no use, so another is suppressed with it', () => {
    const table = buildCountTable([[3, 12, 20]]);
    expect(attackReleases([suppressOnlySmall(table)], 'sums')).toContainEqual({
      what: 'small figure',
      release: 0,
      figure: 0,
    });
    for (const seed of SEEDS) {
      const [row] = readShown(release(table, [], seed));
      expect([
        ['[c]', '[c]', 20, 35],
        ['[c]', 12, '[c]', 35],
        ['[c]', '[c]', '[c]', 35],
      ]).toContainEqual(row);
      expect(attackReleases([release(table, [], seed)], 'sums')).toEqual([]);
    }
  });

  it('Whole, when nothing in it is small: none and the threshold itself are shown', () => {
    const cells = [
      [0, 5, 12],
      [7, 0, 9],
    ];
    expect(readShown(release(buildCountTable(cells)))).toEqual([
      [0, 5, 12, 17],
      [7, 0, 9, 16],
      [7, 5, 21, 33],
    ]);
  });

  it('Whole, when no child disclosed anything', () => {
    expect(readShown(release(buildCountTable([[0, 0]])))).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  it('Two small figures of one row are not enough to hide each other: their sum is known', () => {
    const cells = [
      [1, 2, 20],
      [9, 9, 20],
    ];
    for (const seed of SEEDS) {
      const suppressedInRow = readShown(release(buildCountTable(cells), [], seed))[0]?.filter(
        (shown) => shown === '[c]',
      );
      expect(suppressedInRow?.length).toBeGreaterThan(2);
    }
  });

  it('A figure of none that is suppressed for others could be of many as well', () => {
    const table = buildCountTable([
      [4, 4],
      [9, 0],
      [20, 20],
    ]);
    const suppressed = SEEDS.map((seed) => release(table, [], seed));
    expect(suppressed.some((one) => readShown(one)[1]?.[1] === '[c]')).toBe(true);
    for (const one of suppressed) expect(attackReleases([one], 'sums')).toEqual([]);
  });

  it('Not a total that rests on few children, however many harms they disclosed', () => {
    const table = buildCountTable(
      [
        [3, 3, 3],
        [9, 9, 12],
        [8, 20, 30],
      ],
      countSameChildren,
    );
    const total = readShown(release(table))[0]?.at(-1);
    expect([table.counts[3], table.children[3], total]).toEqual([9, 3, '[c]']);
  });

  it('Which other figures are suppressed is chance, so that the choice gives nothing away', () => {
    const table = buildCountTable([
      [3, 12, 20, 15],
      [8, 9, 10, 11],
      [6, 7, 30, 9],
    ]);
    const patterns = SEEDS.map((seed) => JSON.stringify(readShown(release(table, [], seed))));
    expect(new Set(patterns).size).toBeGreaterThan(5);
    expect(readShown(release(table, [], 3))).toEqual(readShown(release(table, [], 3)));
  });

  it('The grand total always', () => {
    const table = buildCountTable([
      [3, 0],
      [0, 100],
    ]);
    for (const seed of SEEDS)
      expect(
        readShown(release(table, [], seed))
          .at(-1)
          ?.at(-1),
      ).toBe(103);
  });
});

describe('A table is withheld', () => {
  it.each([[[[1, 3]]], [[[0, 2, 2]]], [[[4, 3]]]])(
    'When there are too few children to hide among: %j',
    (cells) => {
      expect(decide(buildCountTable(cells))).toBe('too-few');
    },
  );

  it('When few children disclosed many harms', () => {
    expect(decide(buildCountTable([[4, 4, 4, 4]], countSameChildren))).toBe('too-few');
  });
});
