import { DAY_MS, type Instant } from './instant.ts';
import { instantInLondon, toLondonDate } from './london-time.ts';

/** An ISO 8601 week of London days, for example `2026-W47`. Sorts as text. */
export type IsoWeek = `${number}-W${string}`;

const WEEK_MS = 7 * DAY_MS;

/** Days are counted in UTC: a calendar day has no time zone. */
const dayMs = (date: string): number => Date.parse(`${date}T00:00Z`);
const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const mondayOf = (ms: number): number => ms - ((new Date(ms).getUTCDay() + 6) % 7) * DAY_MS;

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

export const weekOfDate = (date: string): IsoWeek => weekOfMonday(mondayOf(dayMs(date)));

export const weekOf = (instant: Instant): IsoWeek => weekOfDate(toLondonDate(instant));

export const addWeeks = (week: IsoWeek, weeks: number): IsoWeek =>
  weekOfMonday(mondayMsOf(week) + weeks * WEEK_MS);

export const weeksBetween = (from: IsoWeek, to: IsoWeek): number =>
  Math.round((mondayMsOf(to) - mondayMsOf(from)) / WEEK_MS);

export const listWeeks = (from: IsoWeek, to: IsoWeek): readonly IsoWeek[] =>
  Array.from({ length: Math.max(0, weeksBetween(from, to) + 1) }, (_, at) => addWeeks(from, at));

export const mondayOfWeek = (week: IsoWeek): string => dateOf(mondayMsOf(week));

export const startOfWeek = (week: IsoWeek): Instant => instantInLondon(mondayOfWeek(week), '00:00');

export const isIsoWeek = (text: string): text is IsoWeek => {
  if (!/^[12]\d{3}-W\d{2}$/.test(text)) return false;
  const week = text as IsoWeek;
  return weekOfMonday(mondayMsOf(week)) === week;
};
