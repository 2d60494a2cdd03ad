import { HOUR_MS, type Instant, MINUTE_MS, toInstant, toMs, DAY_MS } from './instant.ts';

const wallClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

const readWallClock = (instant: Instant) => {
  const parts = wallClock.formatToParts(toMs(instant)).map(({ type, value }) => [type, value]);
  return Object.fromEntries(parts) as Readonly<
    Record<'year' | 'month' | 'day' | 'hour' | 'minute', string>
  >;
};

export const toLondonDate = (instant: Instant): string => {
  const { year, month, day } = readWallClock(instant);
  return `${year}-${month}-${day}`;
};

/** `HH:mm`, without seconds. */
export const toLondonTime = (instant: Instant): string => {
  const { hour, minute } = readWallClock(instant);
  return `${hour}:${minute}`;
};

/** London's offset from UTC at this moment (milliseconds since 1970 UTC): an hour in summer, otherwise 0. Milliseconds. */
export const readLondonOffsetMs = (ms: number): number => {
  const instant = toInstant(ms);
  const wall = Date.parse(`${toLondonDate(instant)}T${toLondonTime(instant)}Z`);
  return wall - Math.floor(ms / MINUTE_MS) * MINUTE_MS;
};

export const findNextDay = (date: string): string =>
  toInstant(Date.parse(`${date}T00:00Z`) + DAY_MS).slice(0, 10);

export const findDayBefore = (date: string): string =>
  toInstant(Date.parse(`${date}T00:00Z`) - DAY_MS).slice(0, 10);

/**
 * The instants at which London clocks show this day (`YYYY-MM-DD`) and time (`HH:mm`): one, two in
 * the repeated hour in autumn, or none in the skipped hour in spring. Throws for an invalid day or
 * time.
 */
export const findInstantsInLondon = (date: string, time: string): readonly Instant[] => {
  const wall = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(wall) || toInstant(wall).slice(0, 16) !== `${date}T${time}`) {
    throw new Error('Not a day YYYY-MM-DD and a time HH:mm.');
  }
  return [wall - HOUR_MS, wall]
    .map(toInstant)
    .filter((instant) => toLondonDate(instant) === date && toLondonTime(instant) === time);
};

/**
 * A time that exists twice is the first of the two. One that does not exist is the first instant
 * after the gap. Throws for an invalid day or time.
 */
export const findInstantInLondon = (date: string, time: string): Instant =>
  findInstantsInLondon(date, time)[0] ?? findEndOfGap(date, time);

/** London clocks go forward at 01:00 UTC, on the full hour. */
const findEndOfGap = (date: string, time: string): Instant =>
  toInstant(Date.parse(`${date}T${time.slice(0, 2)}:00Z`));

const dayNames = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});

/**
 * As people say it: `Monday 23 November`, and `Tuesday 5 January 2027` when it is not in the year of `now`: nobody reads
 * a day of last year as one to come.
 */
export const formatLondonDay = (date: string, now: Instant): string => {
  const { weekday, day, month } = Object.fromEntries(
    dayNames.formatToParts(Date.parse(`${date}T00:00Z`)).map(({ type, value }) => [type, value]),
  ) as Readonly<Record<'weekday' | 'day' | 'month', string>>;
  const year = date.slice(0, 4);
  const inOtherYear = year === toLondonDate(now).slice(0, 4) ? '' : ` ${year}`;
  return `${weekday} ${day} ${month}${inOtherYear}`;
};

const formatTimeOfDay = (time: string): string => {
  if (time === '00:00') return 'midnight';
  if (time === '12:00') return 'midday';
  const hour = Number(time.slice(0, 2));
  const minutes = time.endsWith(':00') ? '' : time.slice(2);
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes}${hour < 12 ? 'am' : 'pm'}`;
};

/**
 * London time in GOV.UK style, with the day as above: `4:30pm on Monday 23 November`, `4pm on …`,
 * `midday on …`, `midnight on …` (the first minute of that day).
 */
export const formatInstant = (instant: Instant, now: Instant): string =>
  `${formatTimeOfDay(toLondonTime(instant))} on ${formatLondonDay(toLondonDate(instant), now)}`;
