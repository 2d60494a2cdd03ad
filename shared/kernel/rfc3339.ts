import { toInstant, type Instant, MINUTE_MS } from './instant.ts';

export type InstantReading =
  | { readonly outcome: 'read'; readonly ms: number; readonly precise: string }
  | { readonly outcome: 'no-offset' }
  | { readonly outcome: 'invalid' };

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:\d{2})?$/;
const EARLIEST_MS = Date.UTC(2000, 0, 1);
const LATEST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const INVALID = { outcome: 'invalid' } as const;

const isLeapYear = (year: number): boolean =>
  (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export const isCalendarDate = (text: string): boolean => {
  const [, year = '', month = '', day = ''] = DATE.exec(text) ?? [];
  const days =
    (DAYS[Number(month) - 1] ?? 0) + (month === '02' && isLeapYear(Number(year)) ? 1 : 0);
  return Number(day) >= 1 && Number(day) <= days;
};

const parseOffsetMinutes = (offset: string): number | null => {
  if (offset.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(4, 6))];
  if (hours > 23 || minutes > 59) return null;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
};

const isTimeOfDay = (time: string): boolean =>
  /^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$/.test(time);

const formatPreciseUtc = (ms: number, fraction: string): string =>
  `${toInstant(ms).slice(0, 19)}.${fraction.padEnd(9, '0')}Z`;

const readParts = (date: string, time: string, fraction: string, east: number): InstantReading => {
  const wholeSeconds = Date.parse(`${date}T${time}Z`) - east * MINUTE_MS;
  const ms = wholeSeconds + Number(fraction.padEnd(3, '0').slice(0, 3));
  if (ms < EARLIEST_MS || ms > LATEST_MS) return INVALID;
  return { outcome: 'read', ms, precise: formatPreciseUtc(wholeSeconds, fraction) };
};

/**
 * Refuses dates and times that do not exist, 24:00, leap seconds (they have no place in elapsed
 * milliseconds), and instants outside the years 2000 to 9999 UTC. Fractions have at most nine
 * digits.
 */
export const readInstant = (text: string): InstantReading => {
  const match = INSTANT.exec(text);
  if (match === null) return INVALID;
  const [, date = '', time = '', fraction = '', offset] = match;
  if (!isCalendarDate(date) || !isTimeOfDay(time)) return INVALID;
  if (offset === undefined) return { outcome: 'no-offset' };
  const east = parseOffsetMinutes(offset);
  return east === null ? INVALID : readParts(date, time, fraction, east);
};

/** Null when it is not an RFC 3339 time with an offset. Fractions of a millisecond are cut off. */
export const parseInstantMs = (text: string): number | null => {
  const reading = readInstant(text);
  return reading.outcome === 'read' ? reading.ms : null;
};

export const parseInstant = (text: string): Instant | null => {
  const ms = parseInstantMs(text);
  return ms === null ? null : toInstant(ms);
};
