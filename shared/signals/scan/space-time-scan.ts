import {
  type ArrangedCases,
  arrangeCases,
  type ScanCluster,
  type ScanResult,
  type ScanSettings,
  type ToScan,
  createPermutation,
} from './arrange-cases.ts';
import { countCylinders, type Cylinders, layOutCylinders } from './cylinders.ts';
import {
  type Found,
  findClusters,
  SAME_STATISTIC,
  zonesOf,
  accumulateWeeks,
  highestStatistic,
} from './find-clusters.ts';
import { type Likelihood, prepareLikelihood } from './likelihood.ts';

/** The highest statistic of each replication. Nothing in it takes memory anew. */
const replicate = (
  cases: ArrangedCases,
  cylinders: Cylinders,
  likelihood: Likelihood,
  { replications, seed }: ScanSettings,
): Float64Array => {
  const permute = createPermutation(cases, seed);
  const counts = new Int32Array(cases.counts.length);
  const inside = new Int32Array(cases.duration);
  return Float64Array.from({ length: replications }, () => {
    permute(counts);
    accumulateWeeks(counts, cases.duration);
    return highestStatistic(cylinders, likelihood, counts, inside);
  });
};

const pValueOf = ({ statistic }: Found, highest: Float64Array): number => {
  const asHigh = highest.filter((other) => other >= statistic - SAME_STATISTIC).length;
  return (1 + asHigh) / (highest.length + 1);
};

const describe = (
  { cases: all }: ToScan,
  { original }: ArrangedCases,
  cylinders: Cylinders,
  found: Found,
): Omit<ScanCluster, 'pValue'> => {
  const { centre, place, weeks, count, expected, statistic } = found;
  const zones = [...zonesOf(cylinders, found)].map((zone) => original[zone] ?? 0);
  const within = new Set(zones);
  const cases = all.filter(({ zone, week }) => within.has(zone) && week < weeks);
  return {
    centre: original[centre] ?? 0,
    zones: zones.sort((a, b) => a - b),
    radiusKm: cylinders.km[place] ?? 0,
    weeks,
    count,
    expected,
    statistic,
    cases: cases.map(({ id }) => id).sort(),
  };
};

/**
 * The space–time permutation scan statistic (Kulldorff, Heffernan, Hartman, Assunção and Mostashari, PLoS Medicine
 * 2005; 2(3): e59), prospective: of all cylinders that end in the most recent week, which hold more cases than their
 * zones and their weeks by themselves lead to expect. It needs no population: where much is told always, or everywhere
 * in one week, nothing stands out. A p-value holds for all cylinders at once, for the secondary ones on the safe side.
 */
export const scanSpaceTime = (scan: ToScan): ScanResult => {
  const cases = arrangeCases(scan);
  const cylinders = layOutCylinders(cases, scan.settings.radiusKm);
  const likelihood = prepareLikelihood(cases);
  const counts = cases.counts.slice();
  accumulateWeeks(counts, cases.duration);
  const found = findClusters({ cylinders, likelihood, counts });
  const lookedAt = countCylinders(cylinders, cases);
  if (found.length === 0) return { clusters: [], lookedAt };
  const highest = replicate(cases, cylinders, likelihood, scan.settings);
  const clusters = found.map((one) => ({
    ...describe(scan, cases, cylinders, one),
    pValue: pValueOf(one, highest),
  }));
  return { clusters, lookedAt };
};
