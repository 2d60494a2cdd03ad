import { HOUR_MS, toInstant } from '../../../shared/kernel/instant.ts';
import { readLondonOffsetMs } from '../../../shared/kernel/london-time.ts';

/** How likely a child is reported missing in each hour of a London day: most from 22:00 to 01:00. */
const HOURS = [
  3.0, 1.1, 0.5, 0.3, 0.2, 0.2, 0.3, 0.4, 0.6, 0.6, 0.5, 0.5, 0.6, 0.6, 0.8, 1.0, 1.2, 1.2, 1.3,
  1.4, 1.7, 2.1, 3.0, 3.2,
];
const SATURDAY = 6;
const SUNDAY = 0;
const WEEKEND = 1.5;

const createWeek = (): number[] => {
  const week = Array.from({ length: 168 }, (_, hour) => {
    const day = Math.floor(hour / 24);
    return (HOURS[hour % 24] ?? 0) * (day === SATURDAY || day === SUNDAY ? WEEKEND : 1);
  });
  const mean = week.reduce((sum, weight) => sum + weight, 0) / week.length;
  return week.map((weight) => weight / mean);
};

const WEEK = createWeek();
const weights = new Map<number, number>();

const readWeight = (hour: number): number => {
  const known = weights.get(hour);
  if (known !== undefined) return known;
  const weight = WEEK[readHourOfWeek(hour * HOUR_MS)] ?? 1;
  weights.set(hour, weight);
  return weight;
};

/**
 * The moment at which that many weighted hours have passed since `ms`: an hour of a weekend
 * night counts for several, an hour before dawn for hardly any (docs/domain.md, section 4). A whole week has
 * as many weighted hours as hours, so whole weeks are added in one step.
 */
export const addWeightedHours = (ms: number, hours: number): number => {
  const weeks = Math.floor(hours / WEEK.length);
  let left = (hours - weeks * WEEK.length) * HOUR_MS;
  let at = ms + weeks * WEEK.length * HOUR_MS;
  for (;;) {
    const weight = readWeight(Math.floor(at / HOUR_MS));
    const untilNextHour = HOUR_MS - (at % HOUR_MS);
    if (left <= untilNextHour * weight) return Math.floor(at + left / weight);
    left -= untilNextHour * weight;
    at += untilNextHour;
  }
};

const offsets = new Map<number, number>();

/** Cached by the hour: London's offset from UTC changes only on a full hour. */
const readOffsetMs = (ms: number): number => {
  const hour = Math.floor(ms / HOUR_MS);
  const known = offsets.get(hour);
  if (known !== undefined) return known;
  const offset = readLondonOffsetMs(ms);
  offsets.set(hour, offset);
  return offset;
};

const toLondonWall = (ms: number): Date => new Date(ms + readOffsetMs(ms));

/** The hour of the week by London clocks: 0 is midnight at the start of Sunday, 167 the last. */
export const readHourOfWeek = (ms: number): number => {
  const clock = toLondonWall(ms);
  return clock.getUTCDay() * 24 + clock.getUTCHours();
};

export const readLondonYear = (ms: number): number => toLondonWall(ms).getUTCFullYear();

export const formatInLondon = (ms: number): string =>
  `${toLondonWall(ms).toISOString().slice(0, 19)}+0${readOffsetMs(ms) / HOUR_MS}:00`;

export const formatInUtc = (ms: number): string => toInstant(ms);
