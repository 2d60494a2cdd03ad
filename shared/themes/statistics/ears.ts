import quantile from '@stdlib/stats-base-dists-normal-quantile';
import type { DetectionSettings } from '../../directory/settings.ts';

/*
 * EARS, the Early Aberration Reporting System of the CDC (Hutwagner and others, Journal of Urban Health 2003; 80: i89),
 * as the function `earsC` of the R package surveillance has it: C1 and C2. Both need no more than nine weeks of history,
 * which is why they are here although a CUSUM on a fitted model does better where years of history can be fitted
 * (Fricker, Hegler and Dunfee, Statistics in Medicine 2008; 27: 3407).
 *
 * C3 is left out. It adds up by how much this week and the two before lie above their bounds, so it goes on alarming
 * about what C2 alarmed about already, also in a week in which the count fell; in `earsC` the week's own count even
 * drops out, since it is on both sides of the comparison. And its bound is not a number of children that can be shown.
 */

export interface EarsSettings {
  /** Standard deviations from the mean to the bound: `calculateZ` of the error level. */
  readonly z: number;
  /** Smaller standard deviations are raised to this: 0.5 or 1 for sparse counts (Burkom, cited in `earsC`). */
  readonly smallestSigma: number;
}

export interface EarsBound {
  readonly mean: number;
  readonly sigma: number;
  readonly bound: number;
  /** Whether the count is above the bound. The smallest counts are checked by `isAlarm`. */
  readonly alarm: boolean;
}

const BASELINE = 7;
/** A smaller difference is rounding: the count is equal to the bound. */
const TIE = 1e-9;

/** With whole numbers up to the last step, so that equal counts have a deviation of exactly 0. */
const computeMeanAndDeviation = (counts: readonly number[]) => {
  const sum = counts.reduce((all, count) => all + count, 0);
  const squares = counts.reduce((all, count) => all + count * count, 0);
  const n = counts.length;
  return { mean: sum / n, deviation: Math.sqrt((n * squares - sum * sum) / (n * (n - 1))) };
};

const computeBound = (
  counts: readonly number[],
  at: number,
  gap: number,
  { z, smallestSigma }: EarsSettings,
): EarsBound | null => {
  const count = counts[at];
  const first = at - gap - BASELINE;
  if (count === undefined || first < 0) return null;
  const { mean, deviation } = computeMeanAndDeviation(counts.slice(first, at - gap));
  const sigma = Math.max(smallestSigma, deviation);
  const bound = mean + z * sigma;
  return { mean, sigma, bound, alarm: count - bound > TIE };
};

/** Compares the week `at` with the seven weeks before it; null when there are fewer. */
export const computeEarsC1 = (
  counts: readonly number[],
  at: number,
  settings: EarsSettings,
): EarsBound | null => computeBound(counts, at, 0, settings);

/** Compares the week `at` with the seven weeks that end two weeks before it; null when there are fewer. */
export const computeEarsC2 = (
  counts: readonly number[],
  at: number,
  settings: EarsSettings,
): EarsBound | null => computeBound(counts, at, 2, settings);

/** For a one-sided error level, for example 2.33 for 0.01. Throws unless it is between 0 and 1. */
export const calculateZ = (errorLevel: number): number => {
  const z = quantile(1 - errorLevel, 0, 1);
  if (!Number.isFinite(z)) throw new Error('The error level is not between 0 and 1.');
  return z;
};

export interface WeekCount {
  readonly count: number;
  readonly children: number;
}

export const meetsMinimum = (
  { count, children }: WeekCount,
  {
    smallestCount,
    smallestChildren,
  }: Pick<DetectionSettings, 'smallestCount' | 'smallestChildren'>,
): boolean => count >= smallestCount && children >= smallestChildren;

/** Never without a full baseline. */
export const isAlarm = (
  bound: EarsBound | null,
  week: WeekCount,
  settings: Pick<DetectionSettings, 'smallestCount' | 'smallestChildren'>,
): boolean => bound !== null && bound.alarm && meetsMinimum(week, settings);
