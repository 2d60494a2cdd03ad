import { createHash, timingSafeEqual } from 'node:crypto';

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether a bearer token is the one that GOV.UK Notify was given; its time tells nothing about either. */
export const isCallbackToken = (given: string, expected: string): boolean =>
  timingSafeEqual(hashOf(given), hashOf(expected));
