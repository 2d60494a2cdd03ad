import { setTimeout as wait } from 'node:timers/promises';
/** First wait at most this long; each further one up to twice as long, never past the cap. */
const FIRST_MS = 25;
const CAP_MS = 1_000;

/** Full jitter: a random part of a growing time, so that rivals do not meet again. */
export const backOff: Backoff = async (attempt) => {
  await wait(Math.random() * Math.min(CAP_MS, FIRST_MS * 2 ** (attempt - 1)));
};

/** Waits before attempt number `attempt` (from 1), a random part of a growing time. */
export type Backoff = (attempt: number) => Promise<void>;
