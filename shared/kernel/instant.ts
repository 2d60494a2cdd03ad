import * as z from 'zod';

/**
 * A moment in elapsed time, UTC, to the millisecond, always written `YYYY-MM-DDTHH:mm:ss.sssZ`,
 * so that instants compare as text. Never a local time: London is only for showing.
 */
export type Instant = string & { readonly __brand: 'Instant' };

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
/** 24 elapsed hours: a London day may have 23 or 25. */
export const DAY_MS = 24 * HOUR_MS;

/** The instant at this number of milliseconds since 1970 UTC. Throws on a number that is no date. */
export const toInstant = (ms: number): Instant => new Date(ms).toISOString() as Instant;

/** Milliseconds since 1970 UTC. */
export const toMs = (instant: Instant): number => Date.parse(instant);

/** The instant that many elapsed milliseconds later (earlier when negative). */
export const addMs = (instant: Instant, ms: number): Instant => toInstant(toMs(instant) + ms);

/** Elapsed milliseconds from the first to the second; negative when the second is earlier. */
export const elapsedMs = (from: Instant, to: Instant): number => toMs(to) - toMs(from);

/** The same check for what is read back from the table and for what the API shows. */
export const instantSchema = z.iso.datetime({ precision: 3 }).meta({
  description: 'UTC, to the millisecond.',
  examples: ['2026-11-20T22:30:00.000Z'],
}) as z.ZodType as z.ZodType<Instant, Instant>;
