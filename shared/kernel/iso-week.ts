import { DAY_MS, type Instant } from './instant.ts';
import { findInstantInLondon, toLondonDate } from './london-time.ts';

/** An ISO 8601 week of London days, for example `2026-W47`. Sorts as text. */
export type IsoWeek = `${number}-W${string}`;

const WEEK_MS = 7 * DAY_MS;

/** Days are counted in UTC: a calendar day has no time zone. */
const parseDayMs = (date: string): number => Date.parse(`${date}T00:00Z`);
const toDate = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const findMondayMs = (ms: number): number => ms - ((new Date(ms).getUTCDay() + 6) % 7) * DAY_MS;

const findFirstMondayMs = (year: number): number => findMondayMs(Date.UTC(year, 0, 4));

const toWeek = (monday: number): IsoWeek => {
  const year = new Date(monday + 3 * DAY_MS).getUTCFullYear();
  const number = Math.round((monday - findFirstMondayMs(year)) / WEEK_MS) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
};

const parseMondayMs = (week: IsoWeek): number => {
  const [year, number] = week.split('-W').map(Number);
  if (year === undefined || number === undefined) throw new Error('Not a week.');
  return findFirstMondayMs(year) + (number - 1) * WEEK_MS;
};

export const findWeekOfDate = (date: string): IsoWeek => toWeek(findMondayMs(parseDayMs(date)));

export const findWeek = (instant: Instant): IsoWeek => findWeekOfDate(toLondonDate(instant));

export const addWeeks = (week: IsoWeek, weeks: number): IsoWeek =>
  toWeek(parseMondayMs(week) + weeks * WEEK_MS);

export const countWeeksBetween = (from: IsoWeek, to: IsoWeek): number =>
  Math.round((parseMondayMs(to) - parseMondayMs(from)) / WEEK_MS);

export const listWeeks = (from: IsoWeek, to: IsoWeek): readonly IsoWeek[] =>
  Array.from({ length: Math.max(0, countWeeksBetween(from, to) + 1) }, (_, at) =>
    addWeeks(from, at),
  );

export const findMonday = (week: IsoWeek): string => toDate(parseMondayMs(week));

export const findStartOfWeek = (week: IsoWeek): Instant =>
  findInstantInLondon(findMonday(week), '00:00');

export const isIsoWeek = (text: string): text is IsoWeek => {
  if (!/^[12]\d{3}-W\d{2}$/.test(text)) return false;
  const week = text as IsoWeek;
  return toWeek(parseMondayMs(week)) === week;
};
