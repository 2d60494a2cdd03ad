import { findPath } from './find-path.ts';
import { endsOf, type Grid, type Step, type Steps } from './grid.ts';

/** What may move in a table, seen by whoever knows what is shown. */
export interface Leeway {
  readonly grid: Grid;
  readonly steps: Steps;
  /** By how much each figure can be lower than it is; higher they can all be. */
  readonly room: readonly number[];
}

/** How far a figure could be raised, and which others move with it, by how much. */
export interface Raised {
  readonly by: number;
  readonly moved: ReadonlyMap<number, number>;
}

/** What it costs to let a figure move: nothing when it is hidden, infinite when it has to stay. */
export type MovePrice = (figure: number) => number;

/**
 * Raises a figure by up to so much, with all sums kept: the greatest flow that can come back from its end to its
 * beginning, along the cheapest paths first. With only hidden figures moving (price nothing), a figure that cannot be
 * raised by so much is known to lie below that: in a two-way table these bounds are exact (Gusfield 1988).
 */
export const raiseFigure = (
  { grid, steps, room }: Leeway,
  figure: number,
  upTo: number,
  priceOf: MovePrice,
): Raised => {
  const { from, to } = endsOf(grid, figure);
  const moved = new Map<number, number>();
  const roomFor = ({ figure: other, raises }: Step): number =>
    raises ? Infinity : (room[other] ?? 0) + (moved.get(other) ?? 0);
  const priceOfStep = (step: Step): number => {
    if (step.figure === figure || roomFor(step) <= 0) return Infinity;
    return moved.has(step.figure) ? 0 : priceOf(step.figure);
  };
  let by = 0;
  while (by < upTo) {
    const path = findPath(steps, to, from, priceOfStep);
    if (path === null) break;
    const amount = Math.min(upTo - by, ...path.map(roomFor));
    for (const { figure: other, raises } of path) {
      moved.set(other, (moved.get(other) ?? 0) + (raises ? amount : -amount));
    }
    by += amount;
  }
  return { by, moved: new Map([...moved].filter(([, amount]) => amount !== 0)) };
};
