import type { Instant } from '../kernel/instant.ts';
import {
  instantInLondon,
  instantsInLondon,
  londonDateOf,
  londonTimeOf,
  nextDay,
} from '../kernel/london-time.ts';

/** When nobody is messaged, by London wall time: from that minute on, until just before that one. */
export interface QuietHours {
  /** `HH:mm` */
  readonly from: string;
  /** `HH:mm`; earlier than `from` means the next morning. The same as `from`: never quiet. */
  readonly until: string;
}

const isQuiet = (instant: Instant, { from, until }: QuietHours): boolean => {
  const time = londonTimeOf(instant);
  return from <= until ? from <= time && time < until : from <= time || time < until;
};

/** When clocks show `until` on this day; the hour that is left out in spring ends quiet hours that end in it. */
const endsOn = (date: string, until: string): readonly Instant[] => [
  instantInLondon(date, until),
  ...instantsInLondon(date, until),
];

/**
 * When a message that is ready now may go: now, or at the end of the quiet hours that now is in.
 * Never inside quiet hours and never before now, also when the clocks change; null: there are none.
 */
export const earliestSendAt = (now: Instant, quietHours: QuietHours | null): Instant => {
  if (quietHours === null || !isQuiet(now, quietHours)) return now;
  const today = londonDateOf(now);
  const days = [today, nextDay(today), nextDay(nextDay(today))];
  const end = days
    .flatMap((day) => endsOn(day, quietHours.until))
    .find((instant) => instant >= now && !isQuiet(instant, quietHours));
  if (end === undefined) throw new Error('Quiet hours have no end.');
  return end;
};
