import type { ArrangedCases } from './arrange-cases.ts';

/**
 * Precomputed parts of the likelihood ratio. The expected cases of a cylinder depend only on the cases of its zones over
 * all weeks and of its weeks over all zones, which no permutation changes. There is a row for each number of cases that
 * zones can hold, with an entry a duration: see `findEntry`.
 */
export interface Likelihood {
  readonly duration: number;
  readonly expected: Float64Array;
  /** The fewest cases that are more than expected. */
  readonly fewest: Int32Array;
  /** The statistic of `count` cases is `logTerm[count] − base − count × slope`. */
  readonly base: Float64Array;
  readonly slope: Float64Array;
  readonly logTerm: Float64Array;
}

/** c·ln(c/C) + (C−c)·ln((C−c)/C) for each count c of C cases. */
const computeLogTerms = (total: number): Float64Array => {
  const computeTerm = (count: number): number =>
    count === 0 ? 0 : count * Math.log(count / total);
  return Float64Array.from(
    { length: total + 1 },
    (_, count) => computeTerm(count) + computeTerm(total - count),
  );
};

/** For zones that hold so many cases, in the weeks up to `week` weeks ago. */
export const findEntry = ({ duration }: Likelihood, held: number, week: number): number =>
  held * duration + week;

/** The zones of a cylinder hold at most half of all cases; beyond that it is the rest that stands out. */
export const limitCases = (total: number): number => Math.floor(total / 2);

export const prepareLikelihood = ({ total, duration, weekCases }: ArrangedCases): Likelihood => {
  const entries = (limitCases(total) + 1) * duration;
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
    logTerm: computeLogTerms(total),
  };
};

/** 0 unless the cases are more than expected. */
export const computeStatistic = (
  { fewest, logTerm, base, slope }: Likelihood,
  entry: number,
  count: number,
): number =>
  count < (fewest[entry] ?? 0)
    ? 0
    : (logTerm[count] ?? 0) - (base[entry] ?? 0) - count * (slope[entry] ?? 0);
