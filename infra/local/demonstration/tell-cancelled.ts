import { HOUR_MS } from '../../../shared/kernel/instant.ts';
import type { CourseCancellation } from './course.ts';
import { tellEnd } from './tell-end.ts';
import { telling, type Telling, type Told } from './telling.ts';
import { CANCELLATION_NOTES } from './wordings.ts';

const MINUTE_MS = 60_000;

const tellCancelled = (at: number, { reason }: CourseCancellation): Telling =>
  telling('cancelled', at, { reason, note: CANCELLATION_NOTES[reason] });

/** Cancelled while the child was thought missing; perhaps reported again, and then it goes on. */
export const tellCancelledBeforeFound = (
  told: Told,
  reported: Telling,
  cancellation: CourseCancellation,
): Telling[] => {
  const { chance, report } = told;
  const at = reported.at + chance.spread(5, 240) * MINUTE_MS;
  const cancelled = tellCancelled(at, cancellation);
  if (!cancellation.reopened) return [reported, cancelled];
  const again = telling('reported', at + chance.spread(10, 180) * MINUTE_MS, report);
  return [reported, cancelled, again, ...tellEnd(told, again.at)];
};

/** Cancelled when all was over; perhaps taken back by telling the return once more. */
export const tellCancelledAfterReturn = (
  told: Told,
  tellings: readonly Telling[],
  cancellation: CourseCancellation,
): Telling[] => {
  const { chance } = told;
  const last = Math.max(...tellings.map(({ at }) => at));
  const cancelled = tellCancelled(last + chance.spread(0.2, 12) * HOUR_MS, cancellation);
  const returned = tellings.findLast(({ kind }) => kind === 'returned');
  if (!cancellation.reopened || returned === undefined) return [...tellings, cancelled];
  const again = { ...returned, at: Math.floor(cancelled.at + chance.spread(1, 10) * HOUR_MS) };
  return [...tellings, cancelled, again];
};
