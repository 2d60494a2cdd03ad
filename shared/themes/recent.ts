import { type Cell, countDistinct } from './cell.ts';
import { addWeeks, type IsoWeek } from '../kernel/iso-week.ts';
import { isInPeriod, type WeekPeriod } from './week-period.ts';
import { calculatePoissonExceedance } from './statistics/significance.ts';

export const RECENT_WEEKS = 4;
/** Usual is the mean of the 12 earlier periods of that length: about a year. */
const EARLIER_PERIODS = 12;

export const WEEKS_TO_COMPARE = RECENT_WEEKS * (EARLIER_PERIODS + 1);

export interface Recent {
  readonly weeks: WeekPeriod;
  readonly children: number;
  readonly usual: number | null;
  /** Probability of this count or more by chance; null if the count is 0 or usual is null. */
  readonly exceedance: number | null;
}

const findPeriod = (last: IsoWeek, before: number): WeekPeriod => {
  const to = addWeeks(last, -RECENT_WEEKS * before);
  return { from: addWeeks(to, 1 - RECENT_WEEKS), to };
};

const countChildren = (cells: readonly Cell[], period: WeekPeriod): number =>
  countDistinct(cells.filter(({ week }) => isInPeriod(week, period))).children;

/**
 * Compares the last weeks of one theme, up to `last`, with the year before. Periods before `recordedSince` are left
 * out: nothing was recorded then.
 */
export const countRecent = (
  cells: readonly Cell[],
  last: IsoWeek,
  recordedSince: IsoWeek | null,
): Recent => {
  const weeks = findPeriod(last, 0);
  const children = countChildren(cells, weeks);
  const earlier = Array.from({ length: EARLIER_PERIODS }, (_, at) =>
    findPeriod(last, at + 1),
  ).filter(({ from }) => recordedSince !== null && recordedSince <= from);
  const usual = estimateUsual(earlier.map((period) => countChildren(cells, period)));
  const comparable = usual !== null && children > 0;
  return {
    weeks,
    children,
    usual,
    exceedance: comparable ? calculatePoissonExceedance(children, usual) : null,
  };
};

/**
 * Expected children per period: the mean of earlier periods. If all are zero, 0.5 in total, so that a first child is
 * not infinitely surprising. Null with fewer than two periods.
 */
export const estimateUsual = (blocks: readonly number[]): number | null => {
  if (blocks.length < 2) return null;
  const sum = blocks.reduce((all, count) => all + count, 0);
  return (sum === 0 ? 0.5 : sum) / blocks.length;
};
