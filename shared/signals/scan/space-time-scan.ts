import {
  type ArrangedCases,
  arrangeCases,
  type ScanCluster,
  type ScanResult,
  type ScanSettings,
  type ScanInput,
  createPermutation,
} from './arrange-cases.ts';
import { countCylinders, type Cylinders, layOutCylinders } from './cylinders.ts';
import {
  type FoundCylinder,
  findClusters,
  SAME_STATISTIC,
  listZones,
  accumulateWeeks,
  findHighestStatistic,
} from './find-clusters.ts';
import { type Likelihood, prepareLikelihood } from './likelihood.ts';

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
    return findHighestStatistic(cylinders, likelihood, counts, inside);
  });
};

const computePValue = ({ statistic }: FoundCylinder, highest: Float64Array): number => {
  const asHigh = highest.filter((other) => other >= statistic - SAME_STATISTIC).length;
  return (1 + asHigh) / (highest.length + 1);
};

const describeCluster = (
  { cases: all }: ScanInput,
  { original }: ArrangedCases,
  cylinders: Cylinders,
  found: FoundCylinder,
): Omit<ScanCluster, 'pValue'> => {
  const { centre, place, weeks, count, expected, statistic } = found;
  const zones = [...listZones(cylinders, found)].map((zone) => original[zone] ?? 0);
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
 * The prospective space–time permutation scan statistic (Kulldorff, Heffernan, Hartman, Assunção and Mostashari, PLoS
 * Medicine 2005; 2(3): e59). It compares all cylinders that end in the most recent week and needs no population: places
 * and weeks with many cases do not stand out by themselves. A p-value allows for all cylinders at once.
 */
export const scanSpaceTime = (scan: ScanInput): ScanResult => {
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
    ...describeCluster(scan, cases, cylinders, one),
    pValue: computePValue(one, highest),
  }));
  return { clusters, lookedAt };
};
