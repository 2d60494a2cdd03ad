import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { arrangeCases } from '../../../shared/signals/scan/arrange-cases.ts';
import { layOutCylinders } from '../../../shared/signals/scan/cylinders.ts';
import { prepareLikelihood } from '../../../shared/signals/scan/likelihood.ts';
import type { ScanCase, ScanInput } from '../../../shared/signals/scan/arrange-cases.ts';
import { scanSpaceTime } from '../../../shared/signals/scan/space-time-scan.ts';
import { shuffle } from '../../support/shuffle.ts';
import {
  accumulateWeeks,
  findHighestStatistic,
} from '../../../shared/signals/scan/find-clusters.ts';
import { type Point, measureKm } from '../../../shared/kernel/point.ts';

const LONGEST = 4;
const RADIUS_KM = 6;

/** Points of a grid, so that many lie equally far; no two zones at the same. */
const anyScan: fc.Arbitrary<ScanInput> = fc
  .record({
    places: fc.uniqueArray(fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 })), {
      minLength: 1,
      maxLength: 12,
      selector: ([north, east]) => `${north}/${east}`,
    }),
    weeks: fc.integer({ min: 1, max: 10 }),
    drawn: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 60 }),
    replications: fc.constantFrom(0, 19),
    seed: fc.nat(),
  })
  .map(({ places, weeks, drawn, replications, seed }) => ({
    zones: places.map(([north, east]) => ({
      latitude: 52 + north * 0.02,
      longitude: 1 + east * 0.03,
    })),
    cases: drawn.map(([zone, week], at) => ({
      id: `case-${at}`,
      zone: zone % places.length,
      week: week % weeks,
    })),
    weeks,
    settings: { radiusKm: RADIUS_KM, longestWeeks: LONGEST, replications, seed },
  }));

const computeStatistic = (count: number, expected: number, total: number): number => {
  if (!(count > expected)) return 0;
  const outside = total - count;
  const rest = outside === 0 ? 0 : outside * Math.log(outside / (total - expected));
  return count * Math.log(count / expected) + rest;
};

/** Every cylinder by its definition: all zones no further than some zone, of at most half of all cases. */
const naiveHighest = (
  { zones, cases, weeks }: ScanInput,
  taken: ReadonlySet<number> = new Set(),
): number => {
  const inAll = zones.flatMap((centre) =>
    zones.flatMap((edge) => {
      const km = measureKm(centre, edge);
      const within = zones.map((zone) => measureKm(centre, zone) <= km + 1e-6);
      const held = cases.filter(({ zone }) => within[zone]);
      const overlaps = within.some((inside, zone) => inside && taken.has(zone));
      if (km > RADIUS_KM || overlaps || held.length * 2 > cases.length) return [];
      return Array.from({ length: Math.min(LONGEST, weeks) }, (_, last) => {
        const recent = cases.filter(({ week }) => week <= last).length;
        const count = held.filter(({ week }) => week <= last).length;
        return computeStatistic(count, (held.length * recent) / cases.length, cases.length);
      });
    }),
  );
  return Math.max(0, ...inAll);
};

describe('the space–time scan, whatever the cases', () => {
  it('finds the cylinder with the highest statistic, then that of the rest, until there is none', () => {
    fc.assert(
      fc.property(anyScan, (scan) => {
        const taken = new Set<number>();
        for (const { statistic, zones } of scanSpaceTime(scan).clusters) {
          expect(statistic).toBeCloseTo(naiveHighest(scan, taken), 8);
          zones.forEach((zone) => taken.add(zone));
        }
        expect(naiveHighest(scan, taken)).toBeCloseTo(0, 9);
      }),
    );
  });

  it('compares disclosures with the same cylinders in each replication', () => {
    fc.assert(
      fc.property(anyScan, (scan) => {
        const cases = arrangeCases(scan);
        const { counts, duration } = cases;
        const cylinders = layOutCylinders(cases, RADIUS_KM);
        accumulateWeeks(counts, duration);
        const room = new Int32Array(duration);
        const highest = findHighestStatistic(cylinders, prepareLikelihood(cases), counts, room);
        expect(highest).toBeCloseTo(naiveHighest(scan), 9);
      }),
    );
  });

  it('describes what each cluster is made of', () => {
    fc.assert(
      fc.property(anyScan, (scan) => {
        for (const cluster of scanSpaceTime(scan).clusters) {
          const { zones, weeks, count, expected, statistic, cases } = cluster;
          const held = scan.cases.filter(({ zone }) => zones.includes(zone));
          const inside = held.filter(({ week }) => week < weeks).map(({ id }) => id);
          const recent = scan.cases.filter(({ week }) => week < weeks);
          expect(cases).toEqual(inside.sort());
          expect(count).toBe(inside.length);
          expect(expected).toBeCloseTo((held.length * recent.length) / scan.cases.length, 9);
          expect(statistic).toBeCloseTo(computeStatistic(count, expected, scan.cases.length), 9);
        }
      }),
    );
  });

  it('reports clusters that share no zone, the most likely first', () => {
    fc.assert(
      fc.property(anyScan, (scan) => {
        const { clusters } = scanSpaceTime(scan);
        const zones = clusters.flatMap((cluster) => cluster.zones);
        expect(new Set(zones).size).toBe(zones.length);
        const strengths = clusters.map(({ statistic }) => statistic);
        strengths.slice(1).forEach((strength, at) => {
          expect(strength).toBeLessThanOrEqual((strengths[at] ?? 0) + 1e-8);
        });
        for (const { pValue } of clusters) {
          expect(pValue).toBeGreaterThan(0);
          expect(pValue).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('says the same, p-values too, however the zones are numbered and the cases are listed', () => {
    fc.assert(
      fc.property(anyScan, fc.integer(), (scan, seed) => {
        const order = shuffle([...scan.zones.keys()], seed);
        const numberOf = (zone: number): number => order.indexOf(zone);
        const other = {
          ...scan,
          zones: order.flatMap((zone) => scan.zones[zone] ?? []),
          cases: shuffle(scan.cases, seed).map((one) => ({ ...one, zone: numberOf(one.zone) })),
        };
        const { clusters, lookedAt } = scanSpaceTime(scan);
        const renumbered = clusters.map((cluster) => ({
          ...cluster,
          centre: numberOf(cluster.centre),
          zones: cluster.zones.map(numberOf).sort((a, b) => a - b),
        }));
        expect(scanSpaceTime(other)).toEqual({ clusters: renumbered, lookedAt });
      }),
    );
  });
});

const WEEKS = 30;

/** Cases strewn over an invented area without any pattern but that some places and weeks hold more than others. */
const strewn = (seed: number, zoneCount: number, caseCount: number) => {
  const chance = xoroshiro128plus(seed * 7919 + 13);
  const real = (): number => uniformFloat64(chance);
  const zones: readonly Point[] = Array.from({ length: zoneCount }, () => ({
    latitude: 52.3 + 0.4 * real(),
    longitude: 0.8 + 0.6 * real(),
  }));
  const cases: readonly ScanCase[] = Array.from({ length: caseCount }, (_, at) => ({
    id: `case-${at}`,
    zone: Math.floor(zoneCount * real() ** 1.5),
    week: uniformInt(chance, 0, WEEKS - 1),
  }));
  return { zones, cases };
};

const SETTINGS = { radiusKm: 12, longestWeeks: 8, replications: 99, seed: 11 };

describe('the p-value of the scan', () => {
  it('is as likely to be low as it says when nothing clusters', () => {
    const pValues = Array.from({ length: 300 }, (_, seed) => {
      const { zones, cases } = strewn(seed, 25, 150);
      const settings = { ...SETTINGS, seed };
      return scanSpaceTime({ zones, cases, weeks: WEEKS, settings }).clusters[0]?.pValue ?? 1;
    });
    const shareUpTo = (level: number) => pValues.filter((p) => p <= level).length / pValues.length;
    // Three standard errors of a share of 300.
    for (const level of [0.05, 0.1, 0.25, 0.5, 0.75, 0.9]) {
      const error = 3 * Math.sqrt((level * (1 - level)) / pValues.length);
      expect(Math.abs(shareUpTo(level) - level)).toBeLessThan(error);
    }
  });

  it('is low for a cluster that was planted, and its place and time are found', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { zones, cases } = strewn(seed, 40, 600);
      const centre = zones[7] ?? { latitude: 0, longitude: 0 };
      const near = zones.flatMap((zone, at) => (measureKm(centre, zone) <= 5 ? [at] : []));
      const planted = Array.from({ length: 30 }, (_, at) => ({
        id: `planted-${at}`,
        zone: near[at % near.length] ?? 7,
        week: at % 3,
      }));
      const all = { zones, cases: [...cases, ...planted], weeks: WEEKS };
      const [best] = scanSpaceTime({ ...all, settings: SETTINGS }).clusters;
      expect(best?.pValue).toBeLessThanOrEqual(0.05);
      expect([2, 3, 4]).toContain(best?.weeks);
      expect(near).toContain(best?.centre);
      const found = planted.filter(({ id }) => best?.cases.includes(id));
      expect(found.length).toBeGreaterThanOrEqual(20);
    }
  });
});
