import type { CountTable } from './count-table.ts';
import { figuresOf, type Grid, stepsOf } from './grid.ts';
import type { Leeway } from './raise-figure.ts';

/** Nobody thinks that a figure fell when it did not: late debriefs add. Below 0 there is nothing. */
const lowestThinkable = (count: number, before: readonly number[]): number =>
  Math.max(0, ...before.filter((earlier) => earlier <= count));

/**
 * What may be thought of the releases of one period, when all from one of them on are higher or lower together and
 * those before it stay as they are. It allows for somebody who knows which figures rose or stayed; whoever does not know
 * that can think of more.
 */
export const leewayFrom = (
  grid: Grid,
  releases: readonly Pick<CountTable, 'counts'>[],
  since: number,
): Leeway => {
  const roomOf = (figure: number): number => {
    const counts = releases.map((release) => release.counts[figure] ?? 0);
    const before = counts.slice(0, since);
    return Math.min(...counts.slice(since).map((count) => count - lowestThinkable(count, before)));
  };
  return { grid, steps: stepsOf(grid), room: figuresOf(grid).map(roomOf) };
};
