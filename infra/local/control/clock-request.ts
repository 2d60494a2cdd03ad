import * as z from 'zod';
import { StartupError } from '../startup-error.ts';

const NOW = z.strictObject({ now: z.iso.datetime({ offset: true }) });
const ADVANCE = z.strictObject({ advance: z.string() });

const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/;
const UNITS_MS = [86_400_000, 3_600_000, 60_000, 1000];

/** Milliseconds of an ISO 8601 duration in days, hours, minutes and seconds of elapsed time; null for anything else. */
export const durationMs = (text: string): number | null => {
  const parts: (string | undefined)[] | undefined = DURATION.exec(text)?.slice(1);
  if (parts === undefined || parts.every((part) => part === undefined)) return null;
  return parts.reduce((sum, part, i) => sum + Number(part ?? 0) * (UNITS_MS[i] ?? 0), 0);
};

/** A real date and time with an offset, in milliseconds since 1970 UTC; null for anything else. */
export const instantMs = (text: string): number | null =>
  z.iso.datetime({ offset: true }).safeParse(text).success ? Date.parse(text) : null;

/** The local moment that a request to move the clock names, in milliseconds. Throws a complaint that says what is wrong. */
export const readClockRequest = (request: unknown, nowMs: number): number => {
  const now = NOW.safeParse(request);
  if (now.success) return Date.parse(now.data.now);
  const advance = ADVANCE.safeParse(request);
  const ms = advance.success ? durationMs(advance.data.advance) : null;
  if (ms !== null) return nowMs + ms;
  throw new StartupError(
    'Send {"now": "2026-11-21T09:00:00Z"} with an offset, or {"advance": "PT24H"} in days, hours, minutes and seconds.',
  );
};
