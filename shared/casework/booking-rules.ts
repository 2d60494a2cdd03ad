import type { BookingStatus } from '../episodes/action.ts';
import { type BrokenRule, brokenIf } from '../kernel/broken-rule.ts';

/** What is said of an appointment. */
export interface BookingTold {
  readonly status: BookingStatus;
  /** Null for a new appointment. */
  readonly bookingId: string | null;
  readonly hasTime: boolean;
}

/** Whether there is an appointment after this. */
const stands = (status: BookingStatus): boolean => status === 'booked' || status === 'changed';

/** What is wrong with it, by the ids of the appointments that were made before. */
export const bookingRules = (
  { status, bookingId, hasTime }: BookingTold,
  made: readonly string[],
): readonly BrokenRule[] => [
  ...brokenIf(
    bookingId === null && status !== 'booked',
    'missing-member',
    '/bookingId',
    'Say which appointment it was.',
  ),
  ...brokenIf(
    bookingId !== null && !made.includes(bookingId),
    'unknown-booking',
    '/bookingId',
    'This task has no such appointment.',
  ),
  ...brokenIf(
    stands(status) && !hasTime,
    'missing-member',
    '/at',
    'Say when the interview is to be.',
  ),
  ...brokenIf(
    !stands(status) && hasTime,
    'invalid-value',
    '/at',
    'An appointment that was missed or cancelled has no new time; book or change one.',
  ),
];
