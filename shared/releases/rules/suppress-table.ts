import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type CountTable, findGrandTotal, measureGrid, type SuppressedTable } from './grid.ts';
import { findMaxFlow, type SuppressionCost } from './max-flow.ts';
import {
  computeNeed,
  createChain,
  findLatest,
  isProtected,
  listProtectedCells,
  type ProtectedCell,
  type ReleaseChain,
  suppressInLatest,
} from './protected-cells.ts';

export type SuppressionFailure = 'too-few' | 'changed-too-little' | 'reveals-earlier';

/** Totals are what is read most. */
const TOTAL_WEIGHT = 3;

/**
 * A figure costs its count, so that small ones are suppressed first, times a random number. If the cheapest choice were
 * fixed, somebody who runs this program on every possible table would find out most of what is suppressed (Minami and
 * Abe 2019, "Algorithmic matching attacks"). So nobody may know the seed.
 */
export const createSuppressionCosts = (table: CountTable, seed: number): SuppressionCost => {
  const { rows, columns } = measureGrid(table);
  const random = xoroshiro128plus(seed);
  const costs = table.counts.map((count, figure) => {
    const isTotal = (figure + 1) % columns === 0 || figure >= (rows - 1) * columns;
    const exponential = -Math.log1p(-uniformFloat64(random));
    return (count + 1) * (isTotal ? TOTAL_WEIGHT : 1) * exponential;
  });
  return (figure) => costs[figure] ?? Infinity;
};

const explainFailure = ({ since }: ProtectedCell): SuppressionFailure =>
  since === 0 ? 'too-few' : 'changed-too-little';

/** The figures to suppress so that a cell of the latest release is protected; null when nothing protects it. */
const chooseSuppressions = (
  chain: ReleaseChain,
  cell: ProtectedCell,
  findCost: SuppressionCost,
): readonly number[] | null => {
  const at = chain.releases.length - 1;
  const range = chain.ranges[at];
  if (range === undefined || isProtected(chain, at, cell)) return [];
  const { suppressed } = findLatest(chain);
  const need = computeNeed(chain, at, cell);
  const { amount, changes } = findMaxFlow(range, cell.figure, need, (figure) => {
    if (suppressed.has(figure)) return 0;
    return figure === findGrandTotal(chain.grid) ? Infinity : findCost(figure);
  });
  if (amount < need) return null;
  return [...changes.keys()].filter((figure) => !suppressed.has(figure));
};

const protectCells = (
  start: ReleaseChain,
  cells: readonly ProtectedCell[],
  findCost: SuppressionCost,
): ReleaseChain | SuppressionFailure => {
  let chain = start;
  for (const cell of cells) {
    const more = chooseSuppressions(chain, cell, findCost);
    if (more === null) return explainFailure(cell);
    chain = suppressInLatest(chain, more);
  }
  return chain;
};

/** Earlier releases are published, so suppressing more now cannot protect them. */
const revealsEarlier = (chain: ReleaseChain): boolean =>
  chain.releases
    .slice(0, -1)
    .some((_, at) => listProtectedCells(chain, at).some((cell) => !isProtected(chain, at, cell)));

/**
 * Decides which figures of a table are suppressed. `earlier` are the releases of the same period, oldest first, on the
 * same axes. Suppressed are small figures, small changes, what was suppressed before, and as many others as it takes so
 * that none of these can be worked out. The grand total is always shown: if it cannot be, there is no release.
 */
export const suppressTable = (
  earlier: readonly SuppressedTable[],
  table: CountTable,
  threshold: number,
  findCost: SuppressionCost,
): SuppressedTable | SuppressionFailure => {
  const before = earlier.at(-1)?.suppressed ?? new Set();
  const unprotected = createChain(earlier, { ...table, suppressed: before, threshold });
  const cells = listProtectedCells(unprotected, earlier.length);
  const grandTotal = cells.find(({ figure }) => figure === findGrandTotal(unprotected.grid));
  if (grandTotal !== undefined) return explainFailure(grandTotal);
  const start = suppressInLatest(
    unprotected,
    cells.map(({ figure }) => figure),
  );
  const chain = protectCells(start, cells, findCost);
  if (typeof chain === 'string') return chain;
  return revealsEarlier(chain) ? 'reveals-earlier' : findLatest(chain);
};
