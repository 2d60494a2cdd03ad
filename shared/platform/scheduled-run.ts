import * as z from 'zod';
import { type Instant, toInstant } from '../kernel/instant.ts';

const scheduledEvent = z.object({ time: z.iso.datetime({ offset: true }) });

/**
 * The scheduled time, not the clock, so a late run decides what one on time would have. Throws when
 * the event has none.
 */
export const readScheduledTime = (event: unknown): Instant =>
  toInstant(Date.parse(scheduledEvent.parse(event).time));

/** The share of a run's time kept for finishing what was started. */
const KEPT = 0.25;

export const createTimeLimit = (remainingMs: () => number): (() => boolean) => {
  const kept = remainingMs() * KEPT;
  return () => remainingMs() > kept;
};
