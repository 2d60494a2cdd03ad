import {
  type CountTable,
  type Grid,
  listEdges,
  listFigures,
  measureGrid,
  type SuppressedTable,
} from './grid.ts';
import { type FeasibleRange, findMaxFlow } from './max-flow.ts';

export interface ProtectedCell {
  readonly figure: number;
  /** An outside reader must think it possible that the figure is as high as this. */
  readonly upperBound: number;
  /** The first release of the period (from 0) that may leave this open. */
  readonly since: number;
}

/**
 * Half as much again as the threshold (decision 0021). The threshold alone is not enough: if a small figure could be no
 * higher, the figures suppressed with it would all have to be 0, so a reader who knows that every `[c]` has a reason
 * would know that this figure is the reason.
 */
const computeProtectionLevel = (threshold: number): number => threshold + Math.ceil(threshold / 2);

const findBoundForChange = (
  earlier: CountTable,
  later: CountTable,
  figure: number,
  threshold: number,
): number | null => {
  const [before, now] = [earlier.counts[figure] ?? 0, later.counts[figure] ?? 0];
  if (before === now) return null;
  if (Math.abs(now - before) < threshold) return before + computeProtectionLevel(threshold);
  const children = (later.children[figure] ?? 0) - (earlier.children[figure] ?? 0);
  return Math.abs(children) < threshold ? now + 1 : null;
};

const protectFigure = (
  earlier: readonly CountTable[],
  release: SuppressedTable,
  figure: number,
): readonly ProtectedCell[] => {
  const { threshold } = release;
  const changes = earlier.flatMap((one, at) => {
    const upperBound = findBoundForChange(one, release, figure, threshold);
    return upperBound === null ? [] : [{ figure, upperBound, since: at + 1 }];
  });
  const count = release.counts[figure] ?? 0;
  const isSmall = count > 0 && (release.children[figure] ?? 0) < threshold;
  if (!isSmall) return changes;
  const upperBound = Math.max(computeProtectionLevel(threshold), count + 1);
  return [{ figure, upperBound, since: 0 }, ...changes];
};

/** Late debriefs only add, so nobody assumes that a figure fell when it did not; and none is below 0. */
const findLowestPossible = (count: number, before: readonly number[]): number =>
  Math.max(0, ...before.filter((earlier) => earlier <= count));

/**
 * What a reader must think possible when the releases from `since` on rise or fall together and those before stay. It
 * assumes a reader who knows which figures rose or stayed the same; anybody else has to allow for more.
 */
const computeFeasibleRange = (
  grid: Grid,
  releases: readonly Pick<CountTable, 'counts'>[],
  since: number,
): FeasibleRange => {
  const computeSlack = (figure: number): number => {
    const counts = releases.map((release) => release.counts[figure] ?? 0);
    const before = counts.slice(0, since);
    return Math.min(
      ...counts.slice(since).map((count) => count - findLowestPossible(count, before)),
    );
  };
  return { grid, edges: listEdges(grid), slack: listFigures(grid).map(computeSlack) };
};

/**
 * The releases of one period, oldest first, on the same axes. What one suppresses, those after it suppress too, so each
 * release and each change can be checked by itself.
 */
export interface ReleaseChain {
  readonly grid: Grid;
  readonly releases: readonly [...SuppressedTable[], SuppressedTable];
  readonly ranges: readonly FeasibleRange[];
}

export const createChain = (
  earlier: readonly SuppressedTable[],
  latest: SuppressedTable,
): ReleaseChain => {
  const grid = measureGrid(latest);
  const releases = [...earlier, latest] as const;
  const ranges = releases.map((_, since) => computeFeasibleRange(grid, releases, since));
  return { grid, releases, ranges };
};

export const findLatest = ({ releases }: ReleaseChain): SuppressedTable => {
  const latest = releases.at(-1);
  if (latest === undefined) throw new Error('A chain has a release.');
  return latest;
};

export const suppressInLatest = (chain: ReleaseChain, figures: readonly number[]): ReleaseChain => {
  const latest = findLatest(chain);
  const suppressed = new Set([...latest.suppressed, ...figures]);
  return { ...chain, releases: [...chain.releases.slice(0, -1), { ...latest, suppressed }] };
};

export const listProtectedCells = (
  { grid, releases }: ReleaseChain,
  at: number,
): readonly ProtectedCell[] => {
  const release = releases[at];
  if (release === undefined) return [];
  const earlier = releases.slice(0, at);
  return listFigures(grid).flatMap((figure) => protectFigure(earlier, release, figure));
};

/** How much higher than it is a reader must be able to think the figure. */
export const computeNeed = (
  { releases }: ReleaseChain,
  at: number,
  { figure, upperBound }: ProtectedCell,
): number => upperBound - (releases[at]?.counts[figure] ?? 0);

/** Whether the suppressed figures of a release leave enough open to protect the cell. */
export const isProtected = (chain: ReleaseChain, at: number, cell: ProtectedCell): boolean => {
  const need = computeNeed(chain, at, cell);
  return chain.ranges.slice(0, at + 1).some((range, layer) => {
    const suppressed = chain.releases[layer]?.suppressed;
    if (layer < cell.since || suppressed?.has(cell.figure) !== true) return false;
    const findCost = (figure: number): number => (suppressed.has(figure) ? 0 : Infinity);
    return findMaxFlow(range, cell.figure, need, findCost).amount >= need;
  });
};
