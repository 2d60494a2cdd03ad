import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

/*
 * The only place that makes random values or waits. Both come in as arguments everywhere else.
 */

/** Waits before the next attempt; attempts count from 1. */
export type Backoff = (attempt: number) => Promise<void>;

const FIRST_MS = 25;
const CAP_MS = 1_000;

/** Full jitter: a random part of a growing time, so that competing writers do not collide again. */
export const backOff: Backoff = async (attempt) => {
  await wait(Math.random() * Math.min(CAP_MS, FIRST_MS * 2 ** (attempt - 1)));
};

export type Tokens = () => string;

/** 256 random bits, safe in a URL. */
export const makeToken: Tokens = () => randomBytes(32).toString('base64url');
