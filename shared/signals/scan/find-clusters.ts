import type { Cylinders } from './cylinders.ts';
import { entryOf, type Likelihood, statisticOf } from './likelihood.ts';

/** A cylinder that holds more than is expected. */
export interface Found {
  readonly centre: number;
  readonly place: number;
  readonly weeks: number;
  readonly count: number;
  readonly expected: number;
  readonly statistic: number;
}

/** What clusters are found in; the counts are accumulated. */
interface Observed {
  readonly cylinders: Cylinders;
  readonly likelihood: Likelihood;
  readonly counts: Int32Array;
}

/** Statistics that differ by less are the same: it is rounding. */
export const SAME_STATISTIC = 1e-9;

/** Of equals the smaller one. */
const isBetter = ({ cylinders: { km } }: Observed, found: Found, best: Found | null): boolean => {
  if (best === null) return true;
  const ahead = found.statistic - best.statistic;
  if (Math.abs(ahead) > SAME_STATISTIC) return ahead > 0;
  return (km[found.place] ?? 0) < (km[best.place] ?? 0);
};

/** The cylinders around a centre that hold more than expected, as far as they hold no zone that is taken. */
const foundAround = function* (
  { cylinders: { rows, zones, held }, likelihood, counts }: Observed,
  centre: number,
  taken: Uint8Array,
): Generator<Found, undefined> {
  const inside = new Int32Array(likelihood.duration);
  for (let place = rows[centre] ?? 0; place < (rows[centre + 1] ?? 0); place++) {
    const zone = zones[place] ?? 0;
    if (taken[zone] === 1) return;
    addZone(inside, counts, zone * likelihood.duration);
    const cases = held[place] ?? -1;
    if (cases === -1) continue;
    for (const [week, count] of inside.entries()) {
      const entry = entryOf(likelihood, cases, week);
      const statistic = statisticOf(likelihood, entry, count);
      const expected = likelihood.expected[entry] ?? 0;
      if (statistic > 0) yield { centre, place, weeks: week + 1, count, expected, statistic };
    }
  }
};

const bestAround = (observed: Observed, centre: number, taken: Uint8Array): Found | null => {
  let best: Found | null = null;
  for (const found of foundAround(observed, centre, taken)) {
    if (isBetter(observed, found, best)) best = found;
  }
  return best;
};

/** Numbers of the zones in a cylinder. */
export const zonesOf = ({ rows, zones }: Cylinders, { centre, place }: Found): Int32Array =>
  zones.subarray(rows[centre] ?? 0, place + 1);

/**
 * The strongest cylinder, then the strongest of those that share no zone with it, and so on while there is any with
 * more than expected (Kulldorff 1997 on secondary clusters).
 */
export const findClusters = (observed: Observed): readonly Found[] => {
  const { cylinders } = observed;
  const taken = new Uint8Array(cylinders.rows.length - 1);
  const bests = Array.from(taken, (_, centre) => bestAround(observed, centre, taken));
  const strongest = (): Found | null =>
    bests.reduce((a, b) => (b !== null && isBetter(observed, b, a) ? b : a), null);
  const clusters: Found[] = [];
  for (let next = strongest(); next !== null; next = strongest()) {
    clusters.push(next);
    for (const zone of zonesOf(cylinders, next)) taken[zone] = 1;
    for (const [centre, best] of bests.entries()) {
      const isHurt = best !== null && zonesOf(cylinders, best).some((zone) => taken[zone] === 1);
      if (isHurt) bests[centre] = bestAround(observed, centre, taken);
    }
  }
  return clusters;
};

/** Turns the cases of each zone and week into those of its last week, last two weeks, … */
export const accumulateWeeks = (counts: Int32Array, duration: number): void => {
  for (let at = 0; at < counts.length; at++) {
    if (at % duration !== 0) counts[at] = (counts[at] ?? 0) + (counts[at - 1] ?? 0);
  }
};

/** Adds the cases of a zone to those inside. */
export const addZone = (inside: Int32Array, counts: Int32Array, row: number): void => {
  for (let week = 0; week < inside.length; week++) {
    inside[week] = (inside[week] ?? 0) + (counts[row + week] ?? 0);
  }
};

const highestOf = (likelihood: Likelihood, held: number, inside: Int32Array): number => {
  const first = entryOf(likelihood, held, 0);
  let highest = 0;
  for (let week = 0; week < inside.length; week++) {
    const statistic = statisticOf(likelihood, first + week, inside[week] ?? 0);
    if (statistic > highest) highest = statistic;
  }
  return highest;
};

const highestAround = (
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
    highest = Math.max(highest, highestOf(likelihood, cases, inside));
    grown = false;
  }
  return highest;
};

/** The highest of all cylinders, of accumulated counts. `inside` is room to work in: one number a week. */
export const highestStatistic = (
  cylinders: Cylinders,
  likelihood: Likelihood,
  counts: Int32Array,
  inside: Int32Array,
): number => {
  let highest = 0;
  for (let centre = 0; centre + 1 < cylinders.rows.length; centre++) {
    const here = highestAround(cylinders, likelihood, centre, counts, inside);
    highest = Math.max(highest, here);
  }
  return highest;
};
