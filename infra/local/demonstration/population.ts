import { addWeightedHours } from './rhythm.ts';
import { generateChild, HABITS, type Child, type Habit } from './child.ts';
import type { County } from './county.ts';
import type { Rates } from './rates.ts';
import { createRandom } from './random.ts';
import {
  generateTimeline,
  readNextPossibleStart,
  computeMeanHoursMissing,
  type Timeline,
} from './timeline.ts';

const MONTH_HOURS = (365.25 * 24) / 12;

export interface WorldSettings {
  readonly seed: number;
  readonly from: number;
  readonly childrenPerMonth: number;
  readonly county: County;
  readonly rates: Rates;
}

interface Group {
  readonly size: number;
  readonly episodes: number;
}

/**
 * The number of children of whom `seen` have at least one of a month's `episodes`.
 * Episodes are spread at random over the children: a share of 1 - e^(-episodes/size) has at least one.
 */
const computeGroupSize = (seen: number, episodes: number): number => {
  let size = Math.max(seen, 1);
  while (size < episodes * 1000 && size * (1 - Math.exp(-episodes / size)) < seen) size += 1;
  return Math.ceil(size);
};

const createGroups = ({ childrenPerMonth, rates }: WorldSettings): Record<Habit, Group> => {
  const episodes = childrenPerMonth * rates.episodesPerChild;
  const frequent = Math.round(childrenPerMonth * rates.frequentChildren);
  const repeat = Math.round(childrenPerMonth * rates.repeatChildren);
  const otherEpisodes = episodes * (1 - rates.frequentEpisodes - rates.repeatEpisodes);
  const others = computeGroupSize(childrenPerMonth - frequent - repeat, otherEpisodes);
  return {
    frequent: { size: frequent, episodes: (episodes * rates.frequentEpisodes) / frequent },
    repeat: { size: repeat, episodes: (episodes * rates.repeatEpisodes) / repeat },
    other: { size: others, episodes: otherEpisodes / others },
  };
};

function* generateTimelines(
  { seed, from, rates }: WorldSettings,
  child: Child,
  episodesAMonth: number,
): Generator<Timeline, never> {
  const random = createRandom(seed, 'life', child.key);
  const hoursBetween = Math.max(6, MONTH_HOURS / episodesAMonth - computeMeanHoursMissing(rates));
  let at = from;
  for (let number = 1; ; number += 1) {
    const start = addWeightedHours(at, random.exponential(hoursBetween));
    const timeline = generateTimeline(seed, child, number, start, rates);
    yield timeline;
    at = readNextPossibleStart(timeline);
  }
}

export const generatePopulation = (world: WorldSettings): readonly Generator<Timeline, never>[] => {
  const groups = createGroups(world);
  return HABITS.flatMap((habit) =>
    Array.from({ length: groups[habit].size }, (_, at) =>
      generateTimelines(world, generateChild(world, habit, at + 1), groups[habit].episodes),
    ),
  );
};
