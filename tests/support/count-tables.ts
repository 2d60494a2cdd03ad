import fc from 'fast-check';
import {
  suppressTable,
  type SuppressionFailure,
  createSuppressionCosts,
} from '../../shared/releases/rules/suppress-table.ts';
import type { CountTable, SuppressedTable } from '../../shared/releases/rules/grid.ts';

export const THRESHOLD = 5;

type Cells = readonly (readonly number[])[];

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** As many as in the fullest cell: every child disclosed everything. */
export const countSameChildren = (counts: readonly number[]): number => Math.max(0, ...counts);

/** A table of these cells, with its totals; `children`: how many distinct children a total has, by default all different. */
export const buildCountTable = (cells: Cells, children = sumOf): CountTable => {
  const columns = cells[0]?.map((_, column) => cells.map((row) => row[column] ?? 0)) ?? [];
  const behind = [
    ...cells.map((row) => [...row.map((count) => [count]), row]),
    [...columns, cells.flat()],
  ];
  return {
    localities: cells.map((_, row) => `locality-${row}`),
    harms: columns.map((_, column) => `harm-${column}`),
    counts: behind.flatMap((row) => row.map(sumOf)),
    children: behind.flatMap((row) => row.map(children)),
  };
};

/** What becomes of a table after those that were released of the same period. */
export const decide = (
  table: CountTable,
  earlier: readonly SuppressedTable[] = [],
  seed = 1,
  threshold = THRESHOLD,
): SuppressedTable | SuppressionFailure =>
  suppressTable(earlier, table, threshold, createSuppressionCosts(table, seed));

/** What is released of it; throws when nothing is. */
export const release = (...input: Parameters<typeof decide>): SuppressedTable => {
  const released = decide(...input);
  if (typeof released === 'string') throw new Error(`Nothing is released: ${released}.`);
  return released;
};

/** Those of the tables that are released, one after the other. */
export const releaseAll = (
  tables: readonly CountTable[],
  seed: number,
): readonly SuppressedTable[] =>
  tables.reduce<readonly SuppressedTable[]>((out, table, at) => {
    const next = decide(table, out, seed + at);
    return typeof next === 'string' ? out : [...out, next];
  }, []);

/** A table of which only the small figures are suppressed, so that they can be found by subtraction. */
export const suppressOnlySmall = (table: CountTable): SuppressedTable => ({
  ...table,
  threshold: THRESHOLD,
  suppressed: new Set(
    table.counts.flatMap((count, figure) => (count > 0 && count < THRESHOLD ? [figure] : [])),
  ),
});

/** As readers see it, row by row. */
export const readShown = ({ counts, suppressed, harms, localities }: SuppressedTable) => {
  const width = harms.length + 1;
  const shown = counts.map((count, figure) => (suppressed.has(figure) ? '[c]' : count));
  return [...localities, 'total'].map((_, row) => shown.slice(row * width, (row + 1) * width));
};

const count = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 4 }),
  fc.integer({ min: 0, max: 12 }),
);

/** Small tables with small counts, so that an attacker can look at every possibility. */
export const cellsUpTo = (most: number): fc.Arbitrary<Cells> =>
  fc
    .tuple(fc.integer({ min: 2, max: most }), fc.integer({ min: 2, max: most }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(count, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );

/** What changes in a table between two releases. */
type Correction = readonly { readonly cell: number; readonly by: number }[];

/** Debriefs that were late, and now and then some that were withdrawn. */
export const corrections: fc.Arbitrary<Correction> = fc.array(
  fc.record({
    cell: fc.nat(15),
    by: fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 1, max: 4 }) },
      { weight: 3, arbitrary: fc.integer({ min: 5, max: 12 }) },
      { weight: 1, arbitrary: fc.integer({ min: -6, max: -1 }) },
    ),
  }),
  { minLength: 1, maxLength: 4 },
);

export const correct = (cells: Cells, correction: Correction): Cells => {
  const width = cells[0]?.length ?? 1;
  const flat = cells.flat();
  for (const { cell, by } of correction) {
    const at = cell % flat.length;
    flat[at] = Math.max(0, (flat[at] ?? 0) + by);
  }
  return cells.map((_, row) => flat.slice(row * width, (row + 1) * width));
};
