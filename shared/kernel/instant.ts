import * as z from 'zod';

/**
 * UTC to the millisecond, always written `YYYY-MM-DDTHH:mm:ss.sssZ`, so that instants compare as
 * text. London time is only for display.
 */
export type Instant = string & { readonly __brand: 'Instant' };

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
/** 24 elapsed hours. A London day can have 23 or 25. */
export const DAY_MS = 24 * HOUR_MS;

export const toInstant = (ms: number): Instant => new Date(ms).toISOString() as Instant;

export const toMs = (instant: Instant): number => Date.parse(instant);

export const addMs = (instant: Instant, ms: number): Instant => toInstant(toMs(instant) + ms);

export const measureElapsedMs = (from: Instant, to: Instant): number => toMs(to) - toMs(from);

export const instantSchema = z.iso.datetime({ precision: 3 }).meta({
  description: 'UTC, to the millisecond.',
  examples: ['2026-11-20T22:30:00.000Z'],
}) as z.ZodType as z.ZodType<Instant, Instant>;
