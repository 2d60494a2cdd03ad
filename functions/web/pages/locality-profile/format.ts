import { findMonday, type IsoWeek } from '../../../../shared/kernel/iso-week.ts';

const days = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const shortDays = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
});

const findMidday = (date: string): number => Date.parse(`${date}T12:00Z`);

export const formatDay = (date: string): string => days.format(findMidday(date));

export const formatWeek = (week: IsoWeek): string => `week of ${formatDay(findMonday(week))}`;

export const formatShortWeek = (week: IsoWeek): string =>
  shortDays.format(findMidday(findMonday(week)));

export const formatCount = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;

export const capitalise = (text: string): string =>
  `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
