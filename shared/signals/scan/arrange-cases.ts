import type { ToScan } from './to-scan.ts';
import type { Point } from '../../kernel/point.ts';

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
