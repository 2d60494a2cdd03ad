import { toInstant, DAY_MS } from '../kernel/instant.ts';
import { addWeeks, type IsoWeek, findMonday, countWeeksBetween } from '../kernel/iso-week.ts';

export interface WeekPeriod {
  readonly from: IsoWeek;
  readonly to: IsoWeek;
}

export const countWeeks = ({ from, to }: WeekPeriod): number => countWeeksBetween(from, to) + 1;

export const findPreviousPeriod = (period: WeekPeriod): WeekPeriod => ({
  from: addWeeks(period.from, -countWeeks(period)),
  to: addWeeks(period.from, -1),
});

export const isInPeriod = (week: IsoWeek, { from, to }: WeekPeriod): boolean =>
  from <= week && week <= to;

export const findFirstDay = ({ from }: WeekPeriod): string => findMonday(from);

export const findLastDay = ({ to }: WeekPeriod): string =>
  toInstant(Date.parse(`${findMonday(to)}T00:00Z`) + 6 * DAY_MS).slice(0, 10);

export const ALL_WEEKS: { readonly from: IsoWeek; readonly to: IsoWeek } = {
  from: '1000-W01',
  to: '2999-W52',
};
