import { type Cell, countDistinct } from './cell.ts';
import { addWeeks, type IsoWeek } from '../kernel/iso-week.ts';
import { isInPeriod, type WeekPeriod } from './week-period.ts';
import { calculatePoissonExceedance } from './statistics/significance.ts';

/** The weeks of the plain sentence. */
export const RECENT_WEEKS = 4;
/** Usual is what 12 stretches of that length before them held: about a year. */
const STRETCHES = 12;

/** So many weeks up to the last one it takes to say what is recent, and what would be usual. */
export const WEEKS_TO_COMPARE = RECENT_WEEKS * (STRETCHES + 1);

/** How many distinct children told of something in the last weeks, and how that compares. */
export interface Recent {
  readonly weeks: WeekPeriod;
  readonly children: number;
  /** Null when too little is recorded to say. */
  readonly usual: number | null;
  /** How likely so many, or more, are by chance; null when nobody told of it, or nothing is known of the usual. */
  readonly exceedance: number | null;
}

/** So many stretches before the last one, which is 0. */
const stretchOf = (last: IsoWeek, before: number): WeekPeriod => {
  const to = addWeeks(last, -RECENT_WEEKS * before);
  return { from: addWeeks(to, 1 - RECENT_WEEKS), to };
};

const childrenIn = (cells: readonly Cell[], stretch: WeekPeriod): number =>
  countDistinct(cells.filter(({ week }) => isInPeriod(week, stretch))).children;

/**
 * The last weeks of one theme, up to `last`, against the year before them. Only stretches from `recordedSince` on are
 * asked: before that nobody recorded anything, which says nothing of what was usual.
 */
export const countRecent = (
  cells: readonly Cell[],
  last: IsoWeek,
  recordedSince: IsoWeek | null,
): Recent => {
  const weeks = stretchOf(last, 0);
  const children = childrenIn(cells, weeks);
  const earlier = Array.from({ length: STRETCHES }, (_, at) => stretchOf(last, at + 1)).filter(
    ({ from }) => recordedSince !== null && recordedSince <= from,
  );
  const usual = estimateUsual(earlier.map((stretch) => childrenIn(cells, stretch)));
  const comparable = usual !== null && children > 0;
  return {
    weeks,
    children,
    usual,
    exceedance: comparable ? calculatePoissonExceedance(children, usual) : null,
  };
};

/**
 * How many distinct children are usual in a stretch of weeks: the mean over earlier stretches of the same length. When
 * nobody ever was counted, half a child over all of them: "never" was seen over so many stretches only, and a first
 * child is no miracle. Null with fewer than two stretches: too little to say what is usual.
 */
export const estimateUsual = (blocks: readonly number[]): number | null => {
  if (blocks.length < 2) return null;
  const sum = blocks.reduce((all, count) => all + count, 0);
  return (sum === 0 ? 0.5 : sum) / blocks.length;
};
