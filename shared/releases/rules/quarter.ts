import type { Instant } from '../../kernel/instant.ts';
import { addWeeks, startOfWeek, weekOfDate } from '../../kernel/iso-week.ts';
import type { WeekPeriod } from '../../themes/week-period.ts';

/** A quarter of a calendar year: `2026-Q4`. Sorts as text. */
export type Quarter = `${number}-Q${1 | 2 | 3 | 4}`;

/** Whether a text is a quarter. */
export const isQuarter = (text: string): text is Quarter => /^2\d{3}-Q[1-4]$/.test(text);

const quarterAfter = (quarter: Quarter): Quarter => {
  const [year, number] = quarter.split('-Q').map(Number);
  return number === 4 ? `${(year ?? 0) + 1}-Q1` : (`${year ?? 0}-Q${(number ?? 0) + 1}` as Quarter);
};

/** The first week with its Thursday, which is most of its days, in the quarter: the one with the fourth day in it. */
const firstWeekOf = (quarter: Quarter) => {
  const [year, number] = quarter.split('-Q');
  const month = String(Number(number) * 3 - 2).padStart(2, '0');
  return weekOfDate(`${year}-${month}-04`);
};

/**
 * The whole ISO weeks of a quarter: each week belongs to the quarter in which most of its days lie, as ISO 8601 gives it
 * to a year. So quarters are 12 to 14 weeks, and no week is in two of them.
 */
export const weeksOfQuarter = (quarter: Quarter): WeekPeriod => ({
  from: firstWeekOf(quarter),
  to: addWeeks(firstWeekOf(quarterAfter(quarter)), -1),
});

/** Whether the last week of a period has ended in London. */
export const isOver = ({ to }: WeekPeriod, now: Instant): boolean =>
  startOfWeek(addWeeks(to, 1)) <= now;

/** Whether two periods share some weeks but not all. */
export const overlapInPart = (a: WeekPeriod, b: WeekPeriod): boolean =>
  a.from <= b.to && b.from <= a.to && !isSamePeriod(a, b);

export const isSamePeriod = (a: WeekPeriod, b: WeekPeriod): boolean =>
  a.from === b.from && a.to === b.to;
