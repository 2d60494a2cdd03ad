import type { NextDue, Refuse } from './next-due.ts';

interface Field {
  readonly first: number;
  readonly last: number;
  readonly names: readonly string[];
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** The six fields of an AWS cron expression, in order. */
const FIELDS: readonly Field[] = [
  { first: 0, last: 59, names: [] },
  { first: 0, last: 23, names: [] },
  { first: 1, last: 31, names: [] },
  { first: 1, last: 12, names: MONTHS },
  { first: 1, last: 7, names: DAYS },
  { first: 1970, last: 2199, names: [] },
];

const DAY_MS = 86_400_000;
/** A leap day can be eight years away. */
const LONGEST_WAIT_DAYS = 8 * 366;

const readNumber = (text: string, field: Field, refuse: Refuse): number => {
  const named = field.names.indexOf(text.toUpperCase());
  const value = named === -1 ? (/^\d+$/.test(text) ? Number(text) : NaN) : named + field.first;
  if (value >= field.first && value <= field.last) return value;
  throw refuse(`its cron expression holds ${text}, which the local stack does not support`);
};

const readRange = (text: string, field: Field, refuse: Refuse): readonly [number, number] => {
  if (text === '*' || text === '?') return [field.first, field.last];
  const [from, to, ...others] = text.split('-').map((part) => readNumber(part, field, refuse));
  if (from === undefined || others.length > 0) throw refuse(`its cron range ${text} is malformed`);
  return [from, to ?? from];
};

const readPart = (text: string, field: Field, refuse: Refuse): number[] => {
  const [range = '', step] = text.split('/');
  const [from, to] = readRange(range, field, refuse);
  const width = step === undefined ? 1 : Number(step);
  if (!(width >= 1)) throw refuse(`its cron step ${text} is malformed`);
  const last = step !== undefined && !/[*?-]/.test(range) ? field.last : to;
  return Array.from({ length: Math.floor((last - from) / width) + 1 }, (_, i) => from + i * width);
};

const readField = (text: string, field: Field, refuse: Refuse): ReadonlySet<number> =>
  new Set(text.split(',').flatMap((part) => readPart(part, field, refuse)));

/** Minutes of a day at which the expression falls due, ascending. */
const minutesOfDay = (minutes: ReadonlySet<number>, hours: ReadonlySet<number>): number[] =>
  [...hours]
    .flatMap((hour) => [...minutes].map((minute) => hour * 60 + minute))
    .sort((a, b) => a - b);

/**
 * Reads the inside of `cron(…)`: numbers, names, lists, ranges and steps, on a calendar that knows no change of clocks.
 * `L`, `W` and `#` are refused.
 */
export const readCron = (text: string, refuse: Refuse): NextDue => {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) throw refuse('its cron expression has not six fields');
  const sets = FIELDS.map((field, i) => readField(parts[i] ?? '', field, refuse));
  const [minutes, hours, days, months, weekdays, years] = sets;
  const due = minutesOfDay(minutes ?? new Set(), hours ?? new Set());
  const matches = (day: Date): boolean =>
    days?.has(day.getUTCDate()) === true &&
    months?.has(day.getUTCMonth() + 1) === true &&
    weekdays?.has(day.getUTCDay() + 1) === true &&
    years?.has(day.getUTCFullYear()) === true;
  return (afterMs) => {
    const midnight = Math.floor(afterMs / DAY_MS) * DAY_MS;
    for (let day = 0; day <= LONGEST_WAIT_DAYS; day += 1) {
      const startMs = midnight + day * DAY_MS;
      if (!matches(new Date(startMs))) continue;
      const minute = due.find((minute) => startMs + minute * 60_000 > afterMs);
      if (minute !== undefined) return startMs + minute * 60_000;
    }
    return null;
  };
};
