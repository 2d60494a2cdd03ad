import { mondayOfWeek, type IsoWeek } from '../../../../shared/kernel/iso-week.ts';

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

const middayOf = (date: string): number => Date.parse(`${date}T12:00Z`);

/** A day of the calendar with its year: `16 November 2026`. */
export const dayWithYear = (date: string): string => days.format(middayOf(date));

/** `week of 16 November 2026`. */
export const weekInWords = (week: IsoWeek): string => `week of ${dayWithYear(mondayOfWeek(week))}`;

/** The Monday of a week where there is little room: `16 Nov`. */
export const shortWeek = (week: IsoWeek): string => shortDays.format(middayOf(mondayOfWeek(week)));

/** `1 child`, `5 children`. */
export const countOf = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;

/** With a capital letter. */
export const sentenceCase = (text: string): string =>
  `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
