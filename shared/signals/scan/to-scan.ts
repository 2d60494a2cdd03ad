import type { Point } from '../../kernel/point.ts';

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
