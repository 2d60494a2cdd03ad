import type { RecordedActionView } from '../episodes/task-api.ts';
import type { Instant } from '../kernel/instant.ts';
import { type Result, refuseBody, refuseBrokenRules, brokenIf } from '../kernel/result.ts';
import type { Decided } from './record-action.ts';
import { parseInstant, recordWork, type Work, type WorkInput } from './record-work.ts';
import type { Caller } from '../access/caller.ts';
import type { CaseworkDependencies } from './task-record.ts';
import * as z from 'zod';
import { type Action, BOOKING_STATUSES, type BookingStatus } from '../episodes/action.ts';
import {
  actionIdSchema,
  correctionFields,
  happenedAtSchema,
  timeInputSchema,
  actionRequestFields,
  textSchema,
} from '../kernel/api-fields.ts';
import type { BrokenRule } from '../kernel/problem.ts';
import { listCurrentActions } from '../episodes/rules/current-actions.ts';

const bookingIdIn = (action: Action | null): string | null =>
  action?.kind === 'booking' ? action.bookingId : null;

const bookingIdsIn = (actions: readonly Action[]): readonly string[] =>
  listCurrentActions(actions).flatMap((action) => bookingIdIn(action) ?? []);

const decideBooking = (
  body: BookingBody,
  { record, actionId, corrected }: Work,
): Result<Decided> => {
  if (record.task.state === 'closed' && corrected === null) {
    return refuseBody('task-closed', '', 'The task has its outcome: nothing is booked any more.');
  }
  const { status, note, where } = body;
  const bookingId = body.bookingId ?? bookingIdIn(corrected);
  const told = { status, bookingId, hasTime: body.at !== undefined };
  const refused = refuseBrokenRules(checkBooking(told, bookingIdsIn(record.actions)));
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

/** Records an appointment for the interview, or what became of one. A new one has the id of its action. */
export const recordBooking = (
  ports: CaseworkDependencies,
  input: WorkInput<BookingBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> =>
  recordWork(ports, 'booking', input, caller, now, (work) => decideBooking(input.body, work));

/** An appointment for the interview, or what became of it. */
export const bookingBodySchema = z
  .strictObject({
    ...actionRequestFields,
    bookingId: actionIdSchema
      .optional()
      .meta({ description: 'Without it, a new appointment; its id is the `actionId` answered.' }),
    status: z.enum(BOOKING_STATUSES).meta({ description: '`missed`: the child was not there.' }),
    at: timeInputSchema
      .optional()
      .meta({ description: 'When it is to be; needed when `booked` or `changed`, else left out.' }),
    where: textSchema.optional(),
    with: textSchema.optional(),
    note: textSchema.optional(),
    happenedAt: happenedAtSchema,
    ...correctionFields,
  })
  .meta({ id: 'BookingBody' });

export type BookingBody = z.infer<typeof bookingBodySchema>;

/** What is said of an appointment. */
export interface BookingInput {
  readonly status: BookingStatus;
  /** Null for a new appointment. */
  readonly bookingId: string | null;
  readonly hasTime: boolean;
}

/** Whether there is an appointment after this. */
const stands = (status: BookingStatus): boolean => status === 'booked' || status === 'changed';

/** What is wrong with it, by the ids of the appointments that were made before. */
export const checkBooking = (
  { status, bookingId, hasTime }: BookingInput,
  made: readonly string[],
): readonly BrokenRule[] => [
  ...brokenIf(
    bookingId === null && status !== 'booked',
    'missing-field',
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
    'missing-field',
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
