import type * as z from 'zod';
import type { periodAskedSchema, weekPeriodSchema } from './picture.ts';
import type { Instant } from '../kernel/instant.ts';
import { addWeeks, weekOf, weekOfDate } from '../kernel/iso-week.ts';
import { firstDayOf, lastDayOf, lengthOf, type WeekPeriod } from './week-period.ts';
import { type Result, refuseParameter } from '../kernel/result.ts';

/** Days `YYYY-MM-DD` in London, first and last included. */
export interface DaysAsked {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The weeks to answer for, and what is said of them. */
export interface PeriodAsked extends WeekPeriod {
  readonly view: z.output<typeof periodAskedSchema>;
}

const WEEKS_UNASKED = 13;
/** Two years, however they lie in the weeks. */
const MOST_WEEKS = 106;

/** A period as it is shown. */
export const viewPeriod = (period: WeekPeriod): z.output<typeof weekPeriodSchema> => ({
  from: firstDayOf(period),
  to: lastDayOf(period),
  firstWeek: period.from,
  lastWeek: period.to,
  weeks: lengthOf(period),
});

const periodOf = ({ from, to }: DaysAsked, now: Instant): WeekPeriod => {
  const thisWeek = weekOf(now);
  const asked = to === undefined ? thisWeek : weekOfDate(to);
  const last = asked < thisWeek ? asked : thisWeek;
  return {
    from: from === undefined ? addWeeks(last, 1 - WEEKS_UNASKED) : weekOfDate(from),
    to: last,
  };
};

/**
 * The days asked for, widened to whole ISO weeks; nothing can have been told after the week that is under way, so it is
 * the last. Refused: days in wrong order or to come, and more than two years, which are read at once.
 */
export const periodAsked = (days: DaysAsked, now: Instant): Result<PeriodAsked> => {
  const { from, to } = days;
  if (from !== undefined && to !== undefined && to < from) {
    return refuseParameter('invalid-value', 'to', 'It lies before `from`.');
  }
  const period = periodOf(days, now);
  if (period.to < period.from) {
    return refuseParameter('invalid-value', 'from', 'This week has not begun.');
  }
  if (lengthOf(period) > MOST_WEEKS) {
    return refuseParameter('invalid-value', 'from', 'The period is longer than two years.');
  }
  const shown = viewPeriod(period);
  const widened = (from ?? shown.from) > shown.from || (to ?? shown.to) < shown.to;
  const underWay = period.to === weekOf(now);
  return { value: { ...period, view: { ...shown, widened, underWay } } };
};
