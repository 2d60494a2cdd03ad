import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cellsUpTo,
  correct,
  corrections,
  decide,
  suppressOnlySmall,
  releaseAll,
  buildCountTable,
  countSameChildren,
  readShown,
} from '../../support/count-tables.ts';
import { type Assumption, attackReleases, findReasons } from '../../support/release-attacker.ts';
import type { CountTable } from '../../../shared/releases/rules/grid.ts';

const seeds = fc.nat(1_000_000);
const behindTotals = fc.constantFrom(undefined, countSameChildren);

/** A table, and what it becomes. */
const histories = (most: number, changes: number): fc.Arbitrary<readonly CountTable[]> =>
  fc
    .tuple(
      cellsUpTo(most),
      fc.array(corrections, { minLength: 1, maxLength: changes }),
      behindTotals,
    )
    .map(([first, all, behind]) =>
      all
        .reduce((cells, one) => [...cells, correct(cells.at(-1) ?? first, one)], [first])
        .map((cells) => buildCountTable(cells, behind)),
    );

const ASSUMPTIONS: readonly Assumption[] = ['sums', 'no-fall'];

describe('An attacker who looks at every table that agrees with what is released', () => {
  it('computes no small figure, and none of few children', () => {
    fc.assert(
      fc.property(cellsUpTo(4), behindTotals, seeds, (cells, behind, seed) => {
        expect(attackReleases(releaseAll([buildCountTable(cells, behind)], seed), 'sums')).toEqual(
          [],
        );
      }),
      { numRuns: 200 },
    );
  });

  it('cannot work out of any suppressed figure that it is the small one for which it was suppressed', () => {
    fc.assert(
      fc.property(cellsUpTo(3), seeds, (cells, seed) => {
        for (const one of releaseAll([buildCountTable(cells)], seed))
          expect(findReasons(one)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it.each(ASSUMPTIONS)(
    'computes no small figure and no small change after corrections (who knows: %s)',
    (assumption) => {
      fc.assert(
        fc.property(histories(3, 2), seeds, (tables, seed) => {
          expect(attackReleases(releaseAll(tables, seed), assumption)).toEqual([]);
        }),
        { numRuns: 150 },
      );
    },
  );
});

describe('A zero that was suppressed for other figures', () => {
  it('may become known to be zero by a correction, and nothing else does', () => {
    const tables = [
      [
        [5, 0, 4],
        [0, 0, 4],
        [1, 7, 0],
      ],
      [
        [1, 5, 4],
        [0, 0, 4],
        [1, 7, 0],
      ],
      [
        [0, 5, 4],
        [0, 0, 4],
        [1, 7, 0],
      ],
    ].map((cells) => buildCountTable(cells));
    const released = releaseAll(tables, 742_999);
    expect(released.map((one) => readShown(one)[0])).toEqual([
      ['[c]', 0, '[c]', '[c]'],
      ['[c]', 5, '[c]', '[c]'],
    ]);
    expect(attackReleases(released, 'sums')).toEqual([]);
  });
});

describe('The same attacker', () => {
  const sample = fc.sample(histories(3, 1), { numRuns: 60, seed: 7 });
  const isFoundOut = (released: Parameters<typeof attackReleases>[0]): boolean =>
    attackReleases(released, 'no-fall').length > 0;

  it('gets behind most tables of which only the small figures are suppressed', () => {
    const tables = sample.map(([first]) => first).filter((table) => table !== undefined);
    const naive = tables.map(suppressOnlySmall).filter(({ suppressed }) => suppressed.size > 0);
    const broken = naive.filter((one) => isFoundOut([one]));
    expect(broken.length).toBeGreaterThan(naive.length / 2);
  });

  it('gets behind corrections that are released without a look at the release before', () => {
    const alone = sample.flatMap((tables) => {
      const released = tables.map((table) => decide(table));
      return released.some((one) => typeof one === 'string')
        ? []
        : [released.filter((one) => typeof one !== 'string')];
    });
    const broken = alone.filter(isFoundOut);
    expect(broken.length).toBeGreaterThan(alone.length / 4);
  });
});
