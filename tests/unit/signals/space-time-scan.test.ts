import { describe, expect, it } from 'vitest';
import { arrangeCases } from '../../../shared/signals/scan/arrange-cases.ts';
import { layOutCylinders } from '../../../shared/signals/scan/cylinders.ts';
import { prepareLikelihood } from '../../../shared/signals/scan/likelihood.ts';
import type { ScanCase, ScanSettings } from '../../../shared/signals/scan/arrange-cases.ts';
import { scanSpaceTime } from '../../../shared/signals/scan/space-time-scan.ts';
import { shuffle } from '../../support/shuffle.ts';
import type { Point } from '../../../shared/kernel/point.ts';
import {
  accumulateWeeks,
  findHighestStatistic,
} from '../../../shared/signals/scan/find-clusters.ts';

/** Counts of weeks × zones, the most recent week first, as cases. */
const casesOf = (counts: readonly (readonly number[])[]): readonly ScanCase[] =>
  counts.flatMap((row, week) =>
    row.flatMap((count, zone) =>
      Array.from({ length: count }, (_, at) => ({ id: `${week}/${zone}/${at}`, zone, week })),
    ),
  );

const settings = (about: Partial<ScanSettings> = {}): ScanSettings => ({
  radiusKm: 15,
  longestWeeks: 8,
  replications: 199,
  seed: 4,
  ...about,
});

/** So many zones on a line, a kilometre (of latitude) between two. */
const KM = 1 / 111.195;
const onALine = (count: number): readonly Point[] =>
  Array.from({ length: count }, (_, at) => ({ latitude: 52.5 + at * KM, longitude: 1.3 }));

const FAR_APART: readonly Point[] = [
  { latitude: 52.63, longitude: 1.3 },
  { latitude: 52.6, longitude: 1.73 },
];
const TOY = [
  [1, 0],
  [2, 1],
  [0, 20],
];

describe('the space–time permutation scan, on the toy case of the issue', () => {
  const scan = (about: Partial<ScanSettings> = {}) =>
    scanSpaceTime({ zones: FAR_APART, cases: casesOf(TOY), weeks: 3, settings: settings(about) });

  it('finds the last two weeks of the first zone, with the published statistic', () => {
    const [best] = scan().clusters;
    expect(best).toMatchObject({ centre: 0, zones: [0], weeks: 2, count: 3, expected: 0.5 });
    expect(best?.statistic.toFixed(8)).toBe('3.01324076');
    expect(best?.cases).toEqual(['0/0/0', '1/0/0', '1/0/1']);
  });

  it('tests no zones that contain more than half of all cases', () => {
    expect(scan().lookedAt).toBe(3);
    expect(scan().clusters).toHaveLength(1);
  });

  it('gives the p-value that counting all permutations gives: 4·3·2 of 24·23·22', () => {
    const [best] = scan({ replications: 40_000 }).clusters;
    expect(Math.abs((best?.pValue ?? 1) * 506 - 1)).toBeLessThan(0.25);
  });
});

describe('what a cylinder of the scan is', () => {
  const steady = (zones: number, weeks: number) =>
    Array.from({ length: weeks }, () => Array.from({ length: zones }, () => 1));
  const scan = (
    counts: readonly (readonly number[])[],
    zones: readonly Point[],
    about: Partial<ScanSettings> = {},
  ) =>
    scanSpaceTime({
      zones,
      cases: casesOf(counts),
      weeks: counts.length,
      settings: settings(about),
    });

  const withMore = (week: number, zone: number, more: number, counts = steady(6, 12)) =>
    counts.map((row, at) =>
      at === week ? row.map((count, other) => (other === zone ? count + more : count)) : row,
    );

  it('ends in the most recent week and lasts up to the longest duration', () => {
    const recent = scan(withMore(0, 2, 5), onALine(6), { radiusKm: 0 }).clusters[0];
    expect(recent).toMatchObject({ zones: [2], weeks: 1, count: 6, radiusKm: 0 });
    const older = scan(withMore(3, 2, 5), onALine(6), { radiusKm: 0 }).clusters[0];
    expect(older).toMatchObject({ zones: [2], weeks: 4, count: 9 });
    const tooOld = scan(withMore(3, 2, 5), onALine(6), { radiusKm: 0, longestWeeks: 3 });
    expect(tooOld.clusters.every(({ weeks, zones }) => weeks <= 3 && zones[0] !== 2)).toBe(true);
  });

  it('grows over the nearest zones up to the radius', () => {
    const wide = steady(12, 12);
    const spread = withMore(0, 4, 3, withMore(0, 5, 3, withMore(0, 6, 3, wide)));
    expect(scan(spread, onALine(12), { radiusKm: 1.1 }).clusters[0]).toMatchObject({
      centre: 5,
      zones: [4, 5, 6],
      count: 12,
      weeks: 1,
    });
    expect(scan(spread, onALine(12), { radiusKm: 1.1 }).clusters[0]?.radiusKm).toBeCloseTo(1, 3);
    expect(scan(spread, onALine(12), { radiusKm: 0.9 }).clusters[0]?.zones).toHaveLength(1);
  });

  it('includes equally distant zones together, never one of them alone', () => {
    const lopsided = withMore(0, 2, 6, withMore(0, 1, 6));
    const { clusters } = scan(lopsided, onALine(6), { radiusKm: 1.1 });
    expect(clusters.map(({ zones }) => zones)).not.toContainEqual([1, 2]);
    // Six single zones, four of three zones in a row, two at the ends of two; three would be half of all.
    expect(scan(steady(6, 12), onALine(6), { radiusKm: 1.1 }).lookedAt).toBe((6 + 4 + 2) * 8);
  });

  it.each([
    ['north', [0, 3, 3, 0, 0]],
    ['south', [0, 0, 3, 3, 0]],
  ])('includes the equally distant empty zone to the %s, in the replications too', (_, recent) => {
    // Only from the middle can two of the three be held without the busy zones at the ends, and then with the third.
    const quiet = [0, 0, 0, 0, 0];
    const counts = [recent, quiet, ...steady(5, 8), [20, 0, 0, 0, 20]];
    const scanInput = { zones: onALine(5), cases: casesOf(counts), weeks: counts.length };
    const about = settings({ radiusKm: 1.1, longestWeeks: 2 });
    const [best] = scanSpaceTime({ ...scanInput, settings: about }).clusters;
    expect(best?.zones).toEqual([1, 2, 3]);
    const cases = arrangeCases({ ...scanInput, settings: about });
    accumulateWeeks(cases.counts, cases.duration);
    const room = new Int32Array(cases.duration);
    const cylinders = layOutCylinders(cases, about.radiusKm);
    const highest = findHighestStatistic(cylinders, prepareLikelihood(cases), cases.counts, room);
    expect(highest).toBeCloseTo(best?.statistic ?? 0, 9);
  });

  it('is described by the centre nearest to its zones', () => {
    const zones = [0, 3, 4, 40, 41, 42, 43, 44, 45].map((km) => ({
      latitude: 52 + km * KM,
      longitude: 1,
    }));
    const counts = withMore(0, 0, 3, withMore(0, 1, 3, withMore(0, 2, 3, steady(9, 12))));
    const [best] = scan(counts, zones, { radiusKm: 10 }).clusters;
    expect(best).toMatchObject({ centre: 1, zones: [0, 1, 2] });
    expect(best?.radiusKm).toBeCloseTo(3, 3);
  });

  it('is counted among those looked at only where and when there was any case', () => {
    const counts = steady(6, 12).map((row, week) =>
      row.map((count, zone) => (week < 2 || zone > 2 ? 0 : count)),
    );
    // Three zones in six of the eight durations; two of them together would be more than half.
    expect(scan(counts, onALine(6), { radiusKm: 0 }).lookedAt).toBe(3 * 6);
  });

  it('stops growing at half of all cases', () => {
    const { lookedAt } = scan(steady(6, 12), onALine(6), { radiusKm: 100 });
    // At the ends of the line up to three zones in a row, inside the zone and both its neighbours.
    expect(lookedAt).toBe((3 + 2 + 2 + 2 + 2 + 3) * 8);
  });

  it('lasts no longer than the history', () => {
    expect(scan(steady(6, 2), onALine(6), { radiusKm: 0 }).lookedAt).toBe(6 * 2);
  });

  it('counts every case of a zone and week, and is at one point for zones that share it', () => {
    const zones = [FAR_APART[0], FAR_APART[0], FAR_APART[1], FAR_APART[1]].flatMap(
      (at) => at ?? [],
    );
    const counts = [
      [2, 2, 0, 0],
      [0, 1, 1, 2],
      [1, 0, 3, 3],
    ];
    const [best] = scan(counts, zones).clusters;
    expect(best).toMatchObject({ zones: [0, 1], weeks: 1, count: 4, radiusKm: 0 });
    expect(best?.expected).toBeCloseTo((6 * 4) / 15, 12);
    expect(best?.cases).toEqual(['0/0/0', '0/0/1', '0/1/0', '0/1/1']);
  });

  it('is no cluster where much is disclosed always, or everywhere at once', () => {
    const busyZone = steady(6, 12).map((row) => row.map((count, zone) => (zone === 2 ? 9 : count)));
    const busyWeek = steady(6, 12).map((row, week) => row.map((count) => (week === 0 ? 9 : count)));
    expect(scan(busyZone, onALine(6)).clusters).toEqual([]);
    expect(scan(busyWeek, onALine(6)).clusters).toEqual([]);
  });
});

describe('a scan', () => {
  const zones = onALine(8);
  const cases = casesOf([
    [0, 3, 0, 0, 1, 0, 4, 0],
    [1, 3, 0, 1, 0, 0, 3, 1],
    ...Array.from({ length: 20 }, (_, week) => [1, week % 2, 1, 1, week % 3, 1, week % 2, 1]),
  ]);
  const scan = { zones, cases, weeks: 22, settings: settings({ radiusKm: 2.2 }) };

  it('gives the same p-values from the same seed, and others from another', () => {
    const pOf = (seed: number) =>
      scanSpaceTime({ ...scan, settings: settings({ seed }) }).clusters.map((one) => one.pValue);
    expect(pOf(1)).toEqual(pOf(1));
    expect(pOf(1)).not.toEqual(pOf(2));
  });

  it('says the same whatever the order of the cases', () => {
    expect(scanSpaceTime({ ...scan, cases: shuffle(cases, 3) })).toEqual(scanSpaceTime(scan));
  });

  it('has no more clusters than are in it: nothing recent, or nothing at all', () => {
    const old = cases.filter(({ week }) => week >= 8);
    expect(scanSpaceTime({ ...scan, cases: old }).clusters).toEqual([]);
    expect(scanSpaceTime({ ...scan, cases: [] })).toEqual({ clusters: [], lookedAt: 0 });
    expect(scanSpaceTime({ ...scan, zones: [], cases: [] })).toEqual({ clusters: [], lookedAt: 0 });
  });

  it('refuses a case in no zone, in no week or before the history', () => {
    const impossible = [
      { id: 'a', zone: 8, week: 0 },
      { id: 'a', zone: -1, week: 0 },
      { id: 'a', zone: 0, week: 22 },
      { id: 'a', zone: 0, week: 0.5 },
    ];
    for (const one of impossible) {
      expect(() => scanSpaceTime({ ...scan, cases: [one] })).toThrow('outside');
    }
  });
});
