import type { Cylinders } from './cylinders.ts';
import { findEntry, type Likelihood, computeStatistic } from './likelihood.ts';

export interface FoundCylinder {
  readonly centre: number;
  readonly place: number;
  readonly weeks: number;
  readonly count: number;
  readonly expected: number;
  readonly statistic: number;
}

interface Observed {
  readonly cylinders: Cylinders;
  readonly likelihood: Likelihood;
  readonly counts: Int32Array;
}

/** Statistics that differ by less are equal (rounding). */
export const SAME_STATISTIC = 1e-9;

const isBetter = (
  { cylinders: { km } }: Observed,
  found: FoundCylinder,
  best: FoundCylinder | null,
): boolean => {
  if (best === null) return true;
  const ahead = found.statistic - best.statistic;
  if (Math.abs(ahead) > SAME_STATISTIC) return ahead > 0;
  return (km[found.place] ?? 0) < (km[best.place] ?? 0);
};

const listAround = function* (
  { cylinders: { rows, zones, held }, likelihood, counts }: Observed,
  centre: number,
  used: Uint8Array,
): Generator<FoundCylinder, undefined> {
  const inside = new Int32Array(likelihood.duration);
  for (let place = rows[centre] ?? 0; place < (rows[centre + 1] ?? 0); place++) {
    const zone = zones[place] ?? 0;
    if (used[zone] === 1) return;
    addZone(inside, counts, zone * likelihood.duration);
    const cases = held[place] ?? -1;
    if (cases === -1) continue;
    for (const [week, count] of inside.entries()) {
      const entry = findEntry(likelihood, cases, week);
      const statistic = computeStatistic(likelihood, entry, count);
      const expected = likelihood.expected[entry] ?? 0;
      if (statistic > 0) yield { centre, place, weeks: week + 1, count, expected, statistic };
    }
  }
};

const findBestAround = (
  observed: Observed,
  centre: number,
  used: Uint8Array,
): FoundCylinder | null => {
  let best: FoundCylinder | null = null;
  for (const found of listAround(observed, centre, used)) {
    if (isBetter(observed, found, best)) best = found;
  }
  return best;
};

export const listZones = (
  { rows, zones }: Cylinders,
  { centre, place }: FoundCylinder,
): Int32Array => zones.subarray(rows[centre] ?? 0, place + 1);

/**
 * The findStrongest cylinder, then the findStrongest of those that share no zone with it, and so on while there is any with
 * more than expected (Kulldorff 1997 on secondary clusters).
 */
export const findClusters = (observed: Observed): readonly FoundCylinder[] => {
  const { cylinders } = observed;
  const used = new Uint8Array(cylinders.rows.length - 1);
  const bests = Array.from(used, (_, centre) => findBestAround(observed, centre, used));
  const findStrongest = (): FoundCylinder | null =>
    bests.reduce((a, b) => (b !== null && isBetter(observed, b, a) ? b : a), null);
  const clusters: FoundCylinder[] = [];
  for (let next = findStrongest(); next !== null; next = findStrongest()) {
    clusters.push(next);
    for (const zone of listZones(cylinders, next)) used[zone] = 1;
    for (const [centre, best] of bests.entries()) {
      const overlaps = best !== null && listZones(cylinders, best).some((zone) => used[zone] === 1);
      if (overlaps) bests[centre] = findBestAround(observed, centre, used);
    }
  }
  return clusters;
};

/** Replaces the counts of each week by those of the last week, the last 2 weeks and so on. */
export const accumulateWeeks = (counts: Int32Array, duration: number): void => {
  for (let at = 0; at < counts.length; at++) {
    if (at % duration !== 0) counts[at] = (counts[at] ?? 0) + (counts[at - 1] ?? 0);
  }
};

export const addZone = (inside: Int32Array, counts: Int32Array, row: number): void => {
  for (let week = 0; week < inside.length; week++) {
    inside[week] = (inside[week] ?? 0) + (counts[row + week] ?? 0);
  }
};

const findHighest = (likelihood: Likelihood, held: number, inside: Int32Array): number => {
  const first = findEntry(likelihood, held, 0);
  let highest = 0;
  for (let week = 0; week < inside.length; week++) {
    const statistic = computeStatistic(likelihood, first + week, inside[week] ?? 0);
    if (statistic > highest) highest = statistic;
  }
  return highest;
};

const findHighestAround = (
  { rows, zones, held }: Cylinders,
  likelihood: Likelihood,
  centre: number,
  counts: Int32Array,
  inside: Int32Array,
): number => {
  const { duration } = likelihood;
  const end = rows[centre + 1] ?? 0;
  let highest = 0;
  let grown = false;
  inside.fill(0);
  for (let place = rows[centre] ?? 0; place < end; place++) {
    const row = (zones[place] ?? 0) * duration;
    if (counts[row + duration - 1] !== 0) {
      addZone(inside, counts, row);
      grown = true;
    }
    const cases = held[place] ?? -1;
    // A larger cylinder without another case only expects more: it cannot be higher.
    if (!grown || cases === -1) continue;
    highest = Math.max(highest, findHighest(likelihood, cases, inside));
    grown = false;
  }
  return highest;
};

/** Of all cylinders. `counts` are accumulated; `inside` is a buffer with one number a week. */
export const findHighestStatistic = (
  cylinders: Cylinders,
  likelihood: Likelihood,
  counts: Int32Array,
  inside: Int32Array,
): number => {
  let highest = 0;
  for (let centre = 0; centre + 1 < cylinders.rows.length; centre++) {
    const here = findHighestAround(cylinders, likelihood, centre, counts, inside);
    highest = Math.max(highest, here);
  }
  return highest;
};
