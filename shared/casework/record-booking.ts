import * as z from 'zod';
import {
  actionIdSchema,
  actionRequestFields,
  correctionFields,
  happenedAtSchema,
  textSchema,
  timeInputSchema,
} from '../kernel/api-fields.ts';
import type { Instant } from '../kernel/instant.ts';
import type { BrokenRule } from '../kernel/problem.ts';
import { listIfBroken, refuseBody, refuseBrokenRules, type Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { type Action, BOOKING_STATUSES, type BookingStatus } from '../episodes/action.ts';
import { listCurrentActions } from '../episodes/rules/current-actions.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import type { Decided } from './record-action.ts';
import { parseInstant, recordWork, type Work, type WorkInput } from './record-work.ts';
import type { CaseworkDependencies } from './task-record.ts';

export const bookingBodySchema = z
  .strictObject({
    ...actionRequestFields,
    bookingId: actionIdSchema.optional().meta({
      description:
        'The appointment to change. Leave out to make a new one: its id is the `actionId` returned.',
    }),
    status: z.enum(BOOKING_STATUSES).meta({ description: '`missed`: the child was not there.' }),
    at: timeInputSchema.optional().meta({
      description:
        'When the interview will be. Required when `booked` or `changed`; otherwise leave out.',
    }),
    where: textSchema.optional(),
    with: textSchema.optional(),
    note: textSchema.optional(),
    happenedAt: happenedAtSchema,
    ...correctionFields,
  })
  .meta({ id: 'BookingBody' });
export type BookingBody = z.infer<typeof bookingBodySchema>;

interface BookingInput {
  readonly status: BookingStatus;
  readonly bookingId: string | null;
  readonly hasTime: boolean;
}

const checkBooking = (
  { status, bookingId, hasTime }: BookingInput,
  existingIds: readonly string[],
): readonly BrokenRule[] => {
  const isUpcoming = status === 'booked' || status === 'changed';
  return [
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
      isUpcoming && !hasTime,
      'missing-field',
      '/at',
      'Enter the date and time of the interview.',
    ),
    ...listIfBroken(
      !isUpcoming && hasTime,
      'invalid-value',
      '/at',
      'A missed or cancelled appointment has no new time. Book or change an appointment instead.',
    ),
  ];
};

const readBookingId = (action: Action | null): string | null =>
  action?.kind === 'booking' ? action.bookingId : null;

const listBookingIds = (actions: readonly Action[]): readonly string[] =>
  listCurrentActions(actions).flatMap((action) => readBookingId(action) ?? []);

const decideBooking = (
  body: BookingBody,
  { record, actionId, corrected }: Work,
): Result<Decided> => {
  if (record.task.state === 'closed' && corrected === null) {
    return refuseBody('task-closed', '', 'The task has an outcome, so you cannot book interviews.');
  }
  const { status, note, where } = body;
  const bookingId = body.bookingId ?? readBookingId(corrected);
  const input = { status, bookingId, hasTime: body.at !== undefined };
  const refused = refuseBrokenRules(checkBooking(input, listBookingIds(record.actions)));
  if (refused !== null) return refused;
  const at = body.at === undefined ? { value: null } : parseInstant(body.at, '/at');
  if ('refusal' in at) return at;
  return {
    value: {
      detail: { kind: 'booking', bookingId: bookingId ?? actionId, status, at: at.value },
      texts: { where, with: body.with, note },
    },
  };
};

export const recordBooking = (
  dependencies: CaseworkDependencies,
  input: WorkInput<BookingBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> =>
  recordWork(dependencies, 'booking', input, caller, now, (work) =>
    decideBooking(input.body, work),
  );
