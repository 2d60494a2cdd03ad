import type { Point } from '../../kernel/point.ts';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** The cases of a scan, counted. Zones are numbered by where they lie, so that the caller's order changes nothing. */
export interface ArrangedCases {
  readonly points: readonly Point[];
  /** The caller's number of each zone. */
  readonly original: readonly number[];
  readonly total: number;
  /** How many weeks a cylinder can last. */
  readonly duration: number;
  /** Of each zone over all weeks. */
  readonly zoneCases: Int32Array;
  /** Of all zones in each week, the most recent first, as many weeks as a cylinder can last. */
  readonly weekCases: Int32Array;
  /** Of zone × `duration` + week. */
  readonly counts: Int32Array;
}

const byPlace = (zones: readonly Point[]): readonly number[] =>
  zones
    .map((point, zone) => ({ ...point, zone }))
    .sort((a, b) => a.latitude - b.latitude || a.longitude - b.longitude || a.zone - b.zone)
    .map(({ zone }) => zone);

const refuseStrays = ({ zones, cases, weeks }: ToScan): void => {
  const isStray = (at: number, end: number): boolean =>
    !Number.isInteger(at) || at < 0 || at >= end;
  if (cases.some(({ zone, week }) => isStray(zone, zones.length) || isStray(week, weeks)))
    throw new Error('A case lies outside the zones or the weeks of the scan.');
};

/** Counts the cases. Throws when one lies in no zone or outside the weeks. */
export const arrangeCases = (scan: ToScan): ArrangedCases => {
  refuseStrays(scan);
  const { zones, cases, weeks, settings } = scan;
  const original = byPlace(zones);
  const numberOf = new Map(original.map((zone, number) => [zone, number]));
  const duration = Math.min(settings.longestWeeks, weeks);
  const zoneCases = new Int32Array(zones.length);
  const weekCases = new Int32Array(duration);
  const counts = new Int32Array(zones.length * duration);
  for (const { zone, week } of cases) {
    const number = numberOf.get(zone) ?? 0;
    zoneCases[number] = (zoneCases[number] ?? 0) + 1;
    if (week >= duration) continue;
    weekCases[week] = (weekCases[week] ?? 0) + 1;
    const cell = number * duration + week;
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const points = original.flatMap((zone) => zones[zone] ?? []);
  return { points, original, total: cases.length, duration, zoneCases, weekCases, counts };
};

/** One thing that is scanned: at most one a child, zone and week, which is the caller's to see to. */
export interface ScanCase {
  readonly id: string;
  /** Its place among the zones, from 0. */
  readonly zone: number;
  /** How many weeks ago; 0 is the most recent week. */
  readonly week: number;
}

export interface ScanSettings {
  readonly radiusKm: number;
  /** Longest duration of a cylinder. */
  readonly longestWeeks: number;
  readonly replications: number;
  readonly seed: number;
}

export interface ToScan {
  readonly zones: readonly Point[];
  readonly cases: readonly ScanCase[];
  /** Weeks of history, the most recent one included. */
  readonly weeks: number;
  readonly settings: ScanSettings;
}

/** Zones and weeks with more cases than chance would put there. */
export interface ScanCluster {
  /** Zone at its centre. */
  readonly centre: number;
  /** All zones within it, ascending. */
  readonly zones: readonly number[];
  readonly radiusKm: number;
  /** Its duration, up to the most recent week. */
  readonly weeks: number;
  readonly count: number;
  readonly expected: number;
  readonly statistic: number;
  readonly pValue: number;
  /** Ids of the cases in it, sorted. */
  readonly cases: readonly string[];
}

export interface ScanResult {
  /** The most likely first; none shares a zone with one before it. */
  readonly clusters: readonly ScanCluster[];
  /** How many cylinders were looked at: round every zone, of the zones and in the weeks of some case. */
  readonly lookedAt: number;
}

const repeat = (times: Int32Array): Int32Array => {
  const all = new Int32Array(times.reduce((sum, count) => sum + count, 0));
  let at = 0;
  times.forEach((count, value) => {
    all.fill(value, at, at + count);
    at += count;
  });
  return all;
};

/**
 * Deals the weeks out to the cases anew, so that every zone and every week keeps its number of cases (Kulldorff and
 * others 2005). Each call fills `counts`. Only the weeks within the duration are dealt: the rest is in no cylinder.
 */
export const createPermutation = (
  { zoneCases, weekCases, duration }: ArrangedCases,
  seed: number,
): ((counts: Int32Array) => void) => {
  const chance = xoroshiro128plus(seed);
  const zones = repeat(zoneCases);
  const weeks = repeat(weekCases);
  const last = zones.length - 1;
  return (counts) => {
    counts.fill(0);
    for (let at = 0; at < weeks.length; at++) {
      const drawn = uniformInt(chance, at, last);
      const zone = zones[drawn] ?? 0;
      zones[drawn] = zones[at] ?? 0;
      zones[at] = zone;
      const cell = zone * duration + (weeks[at] ?? 0);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  };
};
