import { HOUR_MS } from '../../../../shared/kernel/instant.ts';
import { hourOfWeek } from '../london.ts';

const FIRST_HOUR = 8;
const LAST_HOUR = 19;

/** Somebody is at work from 08:00 to 20:00 by London clocks, also at weekends. */
export const isAtWork = (ms: number): boolean => {
  const hour = hourOfWeek(ms) % 24;
  return hour >= FIRST_HOUR && hour <= LAST_HOUR;
};

/** This moment, or the first whole hour after it in which somebody is at work (milliseconds). */
export const nextAtWork = (ms: number): number => {
  let at = ms;
  while (!isAtWork(at)) at += HOUR_MS;
  return at;
};

/** This moment, or the last whole hour before it in which somebody is at work (milliseconds). */
export const lastAtWork = (ms: number): number => {
  let at = ms;
  while (!isAtWork(at)) at -= HOUR_MS;
  return at;
};
