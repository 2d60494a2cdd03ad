import { setTimeout as wait } from 'node:timers/promises';
const FIRST_MS = 25;
const CAP_MS = 1_000;

/** Full jitter: a random part of a growing time, so that competing writers do not collide again. */
export const backOff: Backoff = async (attempt) => {
  await wait(Math.random() * Math.min(CAP_MS, FIRST_MS * 2 ** (attempt - 1)));
};

export type Backoff = (attempt: number) => Promise<void>;
