import { DAY_MS, type Instant } from './instant.ts';
import { instantInLondon, toLondonDate } from './london-time.ts';

/** An ISO 8601 week of London days, Monday to Sunday: `2026-W47`. Sorts as text. */
export type IsoWeek = `${number}-W${string}`;

const WEEK_MS = 7 * DAY_MS;

/** Days are counted in UTC: a calendar day has no time zone. */
const dayMs = (date: string): number => Date.parse(`${date}T00:00Z`);
const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const mondayOf = (ms: number): number => ms - ((new Date(ms).getUTCDay() + 6) % 7) * DAY_MS;

/** The first week is the one with 4 January in it. */
const firstMondayOf = (year: number): number => mondayOf(Date.UTC(year, 0, 4));

const weekOfMonday = (monday: number): IsoWeek => {
  const year = new Date(monday + 3 * DAY_MS).getUTCFullYear();
  const number = Math.round((monday - firstMondayOf(year)) / WEEK_MS) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
};

const mondayMsOf = (week: IsoWeek): number => {
  const [year, number] = week.split('-W').map(Number);
  if (year === undefined || number === undefined) throw new Error('Not a week.');
  return firstMondayOf(year) + (number - 1) * WEEK_MS;
};

/** The week of a London day `YYYY-MM-DD`. */
export const weekOfDate = (date: string): IsoWeek => weekOfMonday(mondayOf(dayMs(date)));

/** The week in London at that instant. */
export const weekOf = (instant: Instant): IsoWeek => weekOfDate(toLondonDate(instant));

/** The week so many weeks after (or, when negative, before). */
export const addWeeks = (week: IsoWeek, weeks: number): IsoWeek =>
  weekOfMonday(mondayMsOf(week) + weeks * WEEK_MS);

/** How many weeks the second is after the first. */
export const weeksBetween = (from: IsoWeek, to: IsoWeek): number =>
  Math.round((mondayMsOf(to) - mondayMsOf(from)) / WEEK_MS);

/** All weeks from the first to the last, both included; none when the last lies before the first. */
export const listWeeks = (from: IsoWeek, to: IsoWeek): readonly IsoWeek[] =>
  Array.from({ length: Math.max(0, weeksBetween(from, to) + 1) }, (_, at) => addWeeks(from, at));

/** The Monday of a week, a London day `YYYY-MM-DD`. */
export const mondayOfWeek = (week: IsoWeek): string => dateOf(mondayMsOf(week));

/** The instant at which a week begins in London. */
export const startOfWeek = (week: IsoWeek): Instant => instantInLondon(mondayOfWeek(week), '00:00');

/** Whether a text is a week that exists. */
export const isIsoWeek = (text: string): text is IsoWeek => {
  if (!/^[12]\d{3}-W\d{2}$/.test(text)) return false;
  const week = text as IsoWeek;
  return weekOfMonday(mondayMsOf(week)) === week;
};
