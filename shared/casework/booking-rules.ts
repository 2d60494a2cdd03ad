import type { BookingStatus, LateReason } from '../episodes/action.ts';
import type { RhiTask } from '../episodes/task.ts';
import type { Instant } from '../kernel/instant.ts';
import type { BrokenRule } from '../kernel/problem.ts';
import { listIfBroken } from '../kernel/result.ts';
import { refuseTooEarly } from './refuse-too-early.ts';

export interface BookingInput {
  readonly status: BookingStatus;
  readonly bookingId: string | null;
  readonly at: Instant | null;
  readonly lateReason: LateReason | null;
  readonly hasLateText: boolean;
}

export const isUpcoming = (status: BookingStatus): boolean =>
  status === 'booked' || status === 'changed';

const checkFields = (
  { status, bookingId, at }: BookingInput,
  existingIds: readonly string[],
): readonly BrokenRule[] => [
  ...listIfBroken(
    bookingId === null && status !== 'booked',
    'missing-field',
    '/bookingId',
    'Enter the id of the appointment.',
  ),
  ...listIfBroken(
    bookingId !== null && !existingIds.includes(bookingId),
    'unknown-booking',
    '/bookingId',
    'This task has no appointment with this id.',
  ),
  ...listIfBroken(
    isUpcoming(status) && at === null,
    'missing-field',
    '/at',
    'Enter the date and time of the interview.',
  ),
  ...listIfBroken(
    !isUpcoming(status) && at !== null,
    'invalid-value',
    '/at',
    'A missed or cancelled appointment has no new time. Book or change an appointment instead.',
  ),
];

/** An appointment lies after the moment at which it was made, and not before the child was found. */
const checkTime = (task: RhiTask, at: Instant | null, madeAt: Instant): readonly BrokenRule[] =>
  at === null
    ? []
    : [
        ...listIfBroken(
          at < madeAt,
          'before-made',
          '/at',
          'Enter a time after the appointment was made. If it was made earlier, enter when as `happenedAt`.',
        ),
        ...refuseTooEarly(task, at, '/at'),
      ];

const checkLateness = (
  { dueAt }: RhiTask,
  { at, lateReason, hasLateText }: BookingInput,
): readonly BrokenRule[] => {
  const isLate = at !== null && dueAt !== null && at > dueAt;
  return [
    ...listIfBroken(
      isLate && lateReason === null,
      'late-reason-needed',
      '/lateReason',
      'Enter why the interview will be more than 72 hours after the return.',
    ),
    ...listIfBroken(
      !isLate && lateReason !== null,
      'invalid-value',
      '/lateReason',
      'Leave this out: this appointment is not late.',
    ),
    ...listIfBroken(
      lateReason === 'other' && !hasLateText,
      'text-needed',
      '/lateText',
      'Describe why the interview will be late.',
    ),
  ];
};

const checkMissed = (
  { status }: BookingInput,
  former: { readonly at: Instant | null } | undefined,
  happenedAt: Instant,
): readonly BrokenRule[] =>
  listIfBroken(
    status === 'missed' && former?.at != null && happenedAt < former.at,
    'not-missed-yet',
    '/status',
    'An appointment can be missed only after its time. Cancel it, or change its time.',
  );

/** `former`: the last that is known of the appointment; `happenedAt`: when it was made, moved or ended. */
export const checkBooking = (
  input: BookingInput,
  task: RhiTask,
  existingIds: readonly string[],
  former: { readonly at: Instant | null } | undefined,
  happenedAt: Instant,
): readonly BrokenRule[] => [
  ...checkFields(input, existingIds),
  ...checkTime(task, input.at, happenedAt),
  ...checkLateness(task, input),
  ...checkMissed(input, former, happenedAt),
];
