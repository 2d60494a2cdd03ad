import { passAverageHours } from './rhythm.ts';
import { createChance } from './chance.ts';
import { drawChild, HABITS, type Child, type Habit } from './child.ts';
import type { County } from './county.ts';
import { drawCourse, freeAgainAt, meanHoursMissing, type Course } from './course.ts';
import type { Rates } from './rates.ts';

const MONTH_HOURS = (365.25 * 24) / 12;

/** What a world of the demonstration is made from; `from` in milliseconds. */
export interface WorldSettings {
  readonly seed: number;
  readonly from: number;
  readonly childrenPerMonth: number;
  readonly county: County;
  readonly rates: Rates;
}

/** So many children, each with so many episodes a month on average. */
interface Group {
  readonly size: number;
  readonly episodes: number;
}

/**
 * How many children it takes so that `seen` of them have at least one of a month's `episodes`.
 * Children go missing as by chance: a share of 1 - e^(-episodes/size) is seen.
 */
const sizeForSeen = (seen: number, episodes: number): number => {
  let size = Math.max(seen, 1);
  while (size < episodes * 1000 && size * (1 - Math.exp(-episodes / size)) < seen) size += 1;
  return Math.ceil(size);
};

const groupsOf = ({ childrenPerMonth, rates }: WorldSettings): Record<Habit, Group> => {
  const episodes = childrenPerMonth * rates.episodesPerChild;
  const frequent = Math.round(childrenPerMonth * rates.frequentChildren);
  const repeat = Math.round(childrenPerMonth * rates.repeatChildren);
  const otherEpisodes = episodes * (1 - rates.frequentEpisodes - rates.repeatEpisodes);
  const others = sizeForSeen(childrenPerMonth - frequent - repeat, otherEpisodes);
  return {
    frequent: { size: frequent, episodes: (episodes * rates.frequentEpisodes) / frequent },
    repeat: { size: repeat, episodes: (episodes * rates.repeatEpisodes) / repeat },
    other: { size: others, episodes: otherEpisodes / others },
  };
};

/** A child's episodes one after another, without end: nobody goes missing while missing. */
function* liveOf(
  { seed, from, rates }: WorldSettings,
  child: Child,
  episodesAMonth: number,
): Generator<Course, never> {
  const chance = createChance(seed, 'life', child.key);
  const hoursBetween = Math.max(6, MONTH_HOURS / episodesAMonth - meanHoursMissing(rates));
  let at = from;
  for (let number = 1; ; number += 1) {
    const start = passAverageHours(at, chance.waiting(hoursBetween));
    const course = drawCourse(seed, child, number, start, rates);
    yield course;
    at = freeAgainAt(course);
  }
}

/** Everybody's episodes: one endless life a child. */
export const beginLives = (world: WorldSettings): readonly Generator<Course, never>[] => {
  const groups = groupsOf(world);
  return HABITS.flatMap((habit) =>
    Array.from({ length: groups[habit].size }, (_, at) =>
      liveOf(world, drawChild(world, habit, at + 1), groups[habit].episodes),
    ),
  );
};
