import * as z from 'zod';
import { addMs, type Instant, MINUTE_MS } from '../kernel/instant.ts';
import {
  findDayBefore,
  findInstantInLondon,
  findInstantsInLondon,
  toLondonDate,
  toLondonTime,
  findNextDay,
} from '../kernel/london-time.ts';

const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
  error: 'Enter the time as "HH:mm", from 00:00 to 23:59.',
});

/**
 * When no messages are sent, by London clocks. `until` earlier than `from` means the next morning;
 * both the same means no quiet hours.
 */
export const quietHoursSchema = z
  .strictObject({ from: timeOfDaySchema, until: timeOfDaySchema })
  .readonly();
export type QuietHours = z.infer<typeof quietHoursSchema>;

const isQuiet = (instant: Instant, { from, until }: QuietHours): boolean => {
  const time = toLondonTime(instant);
  return from <= until ? from <= time && time < until : from <= time || time < until;
};

/** When clocks show `until` on this day. In spring, quiet hours may end within the hour that is skipped. */
const listEndsOn = (date: string, until: string): readonly Instant[] => [
  findInstantInLondon(date, until),
  ...findInstantsInLondon(date, until),
];

/**
 * The earliest time at which a message that is ready now can be sent: now, or when the current quiet
 * hours end. Never within quiet hours and never before now, also when the clocks change.
 */
export const findEarliestSendTime = (now: Instant, quietHours: QuietHours | null): Instant => {
  if (quietHours === null || !isQuiet(now, quietHours)) return now;
  const today = toLondonDate(now);
  const days = [today, findNextDay(today), findNextDay(findNextDay(today))];
  const end = days
    .flatMap((day) => listEndsOn(day, quietHours.until))
    .find((instant) => instant >= now && !isQuiet(instant, quietHours));
  if (end === undefined) throw new Error('Quiet hours have no end.');
  return end;
};

/** Time for the sweep, which runs every minute, and for the sender. */
const BEFORE_QUIET_MS = 10 * MINUTE_MS;

/** The last time before quiet hours at which a message is sure to be sent, when this moment falls into them; else the moment. */
export const findLastSendTime = (at: Instant, quietHours: QuietHours | null): Instant => {
  if (quietHours === null || !isQuiet(at, quietHours)) return at;
  const today = toLondonDate(at);
  const start = [today, findDayBefore(today)]
    .map((day) => findInstantInLondon(day, quietHours.from))
    .find((instant) => instant <= at);
  if (start === undefined) throw new Error('Quiet hours have no beginning.');
  return addMs(start, -BEFORE_QUIET_MS);
};
