import type { Point } from '../../kernel/point.ts';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** The cases, counted. Zones are numbered by position, so that the order of the input makes no difference. */
export interface ArrangedCases {
  readonly points: readonly Point[];
  readonly original: readonly number[];
  readonly total: number;
  readonly duration: number;
  readonly zoneCases: Int32Array;
  /** For each week of the duration, over all zones, the most recent first. */
  readonly weekCases: Int32Array;
  /** Index: zone × `duration` + week. */
  readonly counts: Int32Array;
}

const orderByPosition = (zones: readonly Point[]): readonly number[] =>
  zones
    .map((point, zone) => ({ ...point, zone }))
    .sort((a, b) => a.latitude - b.latitude || a.longitude - b.longitude || a.zone - b.zone)
    .map(({ zone }) => zone);

const checkCases = ({ zones, cases, weeks }: ScanInput): void => {
  const isOutside = (at: number, end: number): boolean =>
    !Number.isInteger(at) || at < 0 || at >= end;
  if (cases.some(({ zone, week }) => isOutside(zone, zones.length) || isOutside(week, weeks)))
    throw new Error('A case lies outside the zones or the weeks of the scan.');
};

/** Throws when a case lies in no zone or outside the weeks. */
export const arrangeCases = (scan: ScanInput): ArrangedCases => {
  checkCases(scan);
  const { zones, cases, weeks, settings } = scan;
  const original = orderByPosition(zones);
  const numbers = new Map(original.map((zone, number) => [zone, number]));
  const duration = Math.min(settings.longestWeeks, weeks);
  const zoneCases = new Int32Array(zones.length);
  const weekCases = new Int32Array(duration);
  const counts = new Int32Array(zones.length * duration);
  for (const { zone, week } of cases) {
    const number = numbers.get(zone) ?? 0;
    zoneCases[number] = (zoneCases[number] ?? 0) + 1;
    if (week >= duration) continue;
    weekCases[week] = (weekCases[week] ?? 0) + 1;
    const cell = number * duration + week;
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const points = original.flatMap((zone) => zones[zone] ?? []);
  return { points, original, total: cases.length, duration, zoneCases, weekCases, counts };
};

/** The caller makes sure that a child has at most one case a zone and week. */
export interface ScanCase {
  readonly id: string;
  readonly zone: number;
  /** How many weeks ago; 0 is the most recent week. */
  readonly week: number;
}

export interface ScanSettings {
  readonly radiusKm: number;
  readonly longestWeeks: number;
  readonly replications: number;
  readonly seed: number;
}

export interface ScanInput {
  readonly zones: readonly Point[];
  readonly cases: readonly ScanCase[];
  /** Weeks of history, including the most recent one. */
  readonly weeks: number;
  readonly settings: ScanSettings;
}

/** Zones and weeks with more cases than random would put there. */
export interface ScanCluster {
  readonly centre: number;
  readonly zones: readonly number[];
  readonly radiusKm: number;
  readonly weeks: number;
  readonly count: number;
  readonly expected: number;
  readonly statistic: number;
  readonly pValue: number;
  readonly cases: readonly string[];
}

export interface ScanResult {
  /** The most likely first. None shares a zone with one before it. */
  readonly clusters: readonly ScanCluster[];
  readonly lookedAt: number;
}

const repeatIndexes = (times: Int32Array): Int32Array => {
  const all = new Int32Array(times.reduce((sum, count) => sum + count, 0));
  let at = 0;
  times.forEach((count, value) => {
    all.fill(value, at, at + count);
    at += count;
  });
  return all;
};

/**
 * Each call fills `counts` with a random permutation of the weeks over the cases, in which every zone and every week keeps
 * its number of cases (Kulldorff and others 2005). Weeks before the duration are in no cylinder and are not permuted.
 */
export const createPermutation = (
  { zoneCases, weekCases, duration }: ArrangedCases,
  seed: number,
): ((counts: Int32Array) => void) => {
  const random = xoroshiro128plus(seed);
  const zones = repeatIndexes(zoneCases);
  const weeks = repeatIndexes(weekCases);
  const last = zones.length - 1;
  return (counts) => {
    counts.fill(0);
    for (let at = 0; at < weeks.length; at++) {
      const picked = uniformInt(random, at, last);
      const zone = zones[picked] ?? 0;
      zones[picked] = zones[at] ?? 0;
      zones[at] = zone;
      const cell = zone * duration + (weeks[at] ?? 0);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  };
};
