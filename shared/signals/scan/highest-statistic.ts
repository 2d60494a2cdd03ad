import type { Cylinders } from './cylinders.ts';
import { entryOf, type Likelihood, statisticOf } from './likelihood.ts';

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
