import { HOUR_MS, instantFromMs } from '../kernel/instant.ts';
import { addWeeks, type IsoWeek, mondayOfWeek, weeksBetween } from '../kernel/iso-week.ts';

/** Whole ISO weeks, first and last included. */
export interface WeekPeriod {
  readonly from: IsoWeek;
  readonly to: IsoWeek;
}

/** How many weeks a period has. */
export const countWeeks = ({ from, to }: WeekPeriod): number => weeksBetween(from, to) + 1;

/** Exactly as long, and over when the other begins: what a period is held against. */
export const findPreviousPeriod = (period: WeekPeriod): WeekPeriod => ({
  from: addWeeks(period.from, -countWeeks(period)),
  to: addWeeks(period.from, -1),
});

export const isInPeriod = (week: IsoWeek, { from, to }: WeekPeriod): boolean =>
  from <= week && week <= to;

/** Its Monday, a London day `YYYY-MM-DD`. */
export const findFirstDay = ({ from }: WeekPeriod): string => mondayOfWeek(from);

/** Its last Sunday, a London day `YYYY-MM-DD`. */
export const findLastDay = ({ to }: WeekPeriod): string =>
  instantFromMs(Date.parse(`${mondayOfWeek(to)}T00:00Z`) + 6 * 24 * HOUR_MS).slice(0, 10);

/** Every week of which there may be evidence. */
export const ALL_WEEKS: { readonly from: IsoWeek; readonly to: IsoWeek } = {
  from: '1000-W01',
  to: '2999-W52',
};
