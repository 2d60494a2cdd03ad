import type { Instant } from '../../kernel/instant.ts';
import { addWeeks, findStartOfWeek, findWeekOfDate } from '../../kernel/iso-week.ts';
import type { WeekPeriod } from '../../themes/week-period.ts';

/** A quarter of a calendar year: `2026-Q4`. Sorts as text. */
export type Quarter = `${number}-Q${1 | 2 | 3 | 4}`;

export const isQuarter = (text: string): text is Quarter => /^2\d{3}-Q[1-4]$/.test(text);

const findNextQuarter = (quarter: Quarter): Quarter => {
  const [year, number] = quarter.split('-Q').map(Number);
  return number === 4 ? `${(year ?? 0) + 1}-Q1` : (`${year ?? 0}-Q${(number ?? 0) + 1}` as Quarter);
};

/** The first week whose Thursday is in the quarter is the week of its fourth day. */
const findFirstWeek = (quarter: Quarter) => {
  const [year, number] = quarter.split('-Q');
  const month = String(Number(number) * 3 - 2).padStart(2, '0');
  return findWeekOfDate(`${year}-${month}-04`);
};

/** A week belongs to the quarter of its Thursday, as in ISO 8601 for years, so a quarter has 12 to 14 weeks. */
export const findQuarterWeeks = (quarter: Quarter): WeekPeriod => ({
  from: findFirstWeek(quarter),
  to: addWeeks(findFirstWeek(findNextQuarter(quarter)), -1),
});

export const isOver = ({ to }: WeekPeriod, now: Instant): boolean =>
  findStartOfWeek(addWeeks(to, 1)) <= now;

export const isPartialOverlap = (a: WeekPeriod, b: WeekPeriod): boolean =>
  a.from <= b.to && b.from <= a.to && !isSamePeriod(a, b);

export const isSamePeriod = (a: WeekPeriod, b: WeekPeriod): boolean =>
  a.from === b.from && a.to === b.to;
