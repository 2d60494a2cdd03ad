import type { ArrangedCases } from './arrange-cases.ts';

/**
 * What the likelihood ratio of a cylinder needs, worked out before anything is counted. How many cases are expected in
 * it follows from how many its zones hold over all weeks and how many there are in its weeks, which no permutation
 * changes. So there is one row for each number of cases that zones can hold, with one entry a duration: `entryOf`.
 */
export interface Likelihood {
  readonly duration: number;
  readonly expected: Float64Array;
  /** The fewest cases that are more than expected. */
  readonly fewest: Int32Array;
  /** The statistic of `count` cases is `spread[count] − base − count × slope`. */
  readonly base: Float64Array;
  readonly slope: Float64Array;
  readonly spread: Float64Array;
}

/** c·ln(c/C) + (C−c)·ln((C−c)/C) for each count c of C cases. */
const spreadOf = (total: number): Float64Array => {
  const part = (count: number): number => (count === 0 ? 0 : count * Math.log(count / total));
  return Float64Array.from({ length: total + 1 }, (_, count) => part(count) + part(total - count));
};

/** Of zones that hold so many cases, in the weeks up to `week` weeks ago. */
export const entryOf = ({ duration }: Likelihood, held: number, week: number): number =>
  held * duration + week;

/** The most cases that the zones of a cylinder may hold: half of all, beyond which it is the rest that stands out. */
export const mostHeld = (total: number): number => Math.floor(total / 2);

/** Works out the likelihood for all cylinders of a scan. */
export const prepareLikelihood = ({ total, duration, weekCases }: ArrangedCases): Likelihood => {
  const entries = (mostHeld(total) + 1) * duration;
  const recent = weekCases.map((_, week) => weekCases.slice(0, week + 1).reduce((a, b) => a + b));
  const expected = Float64Array.from({ length: entries }, (_, entry) => {
    const held = Math.floor(entry / duration);
    return total === 0 ? 0 : (held * (recent[entry % duration] ?? 0)) / total;
  });
  return {
    duration,
    expected,
    fewest: Int32Array.from(expected, (cases) => Math.floor(cases) + 1),
    base: expected.map((cases) => total * Math.log1p(-cases / total)),
    slope: expected.map((cases) => Math.log(cases / total) - Math.log1p(-cases / total)),
    spread: spreadOf(total),
  };
};

/** The statistic of so many cases; 0 unless they are more than expected. */
export const statisticOf = (
  { fewest, spread, base, slope }: Likelihood,
  entry: number,
  count: number,
): number =>
  count < (fewest[entry] ?? 0)
    ? 0
    : (spread[count] ?? 0) - (base[entry] ?? 0) - count * (slope[entry] ?? 0);
