import * as z from 'zod';
import { type Instant, toInstant } from '../kernel/instant.ts';

const scheduledEvent = z.object({ time: z.iso.datetime({ offset: true }) });

/** The scheduled time, not the clock: a late run does what it would have done on time. Throws without one. */
export const readScheduledTime = (event: unknown): Instant =>
  toInstant(Date.parse(scheduledEvent.parse(event).time));

/** The share of a run's time that is kept for finishing what was started. */
const KEPT = 0.25;

/** Whether a run may start something else in the time it has left. */
export const createTimeLimit = (remainingMs: () => number): (() => boolean) => {
  const kept = remainingMs() * KEPT;
  return () => remainingMs() > kept;
};
