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
import { refuseBody, refuseBrokenRules, type Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { type Action, BOOKING_STATUSES, LATE_REASONS } from '../episodes/action.ts';
import { type CurrentAction, listCurrentActions } from '../episodes/rules/current-actions.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import { checkBooking, isUpcoming } from './booking-rules.ts';
import type { Decided } from './record-action.ts';
import { parseInstant, recordWork, type Work, type WorkInput } from './record-work.ts';
import type { CaseworkDependencies } from './task-record.ts';

export const bookingBodySchema = z
  .strictObject({
    ...actionRequestFields,
    bookingId: actionIdSchema.optional().meta({
      description:
        'The appointment to change. Leave out to make one: its id is the `actionId` returned, unless the task has one, which is then moved.',
    }),
    status: z.enum(BOOKING_STATUSES).meta({ description: '`missed`: the child was not there.' }),
    at: timeInputSchema.optional().meta({
      description:
        'When the interview will be. Required when `booked` or `changed`; otherwise leave out.',
    }),
    where: textSchema.optional().meta({
      description: 'If you leave it out when you move an appointment, it stays. So does `with`.',
    }),
    with: textSchema.optional(),
    lateReason: z
      .enum(LATE_REASONS)
      .optional()
      .meta({ description: 'Required when the interview will be after the 72 hours.' }),
    lateText: textSchema.optional().meta({ description: 'Required for the late reason `other`.' }),
    note: textSchema.optional(),
    happenedAt: happenedAtSchema,
    ...correctionFields,
  })
  .meta({ id: 'BookingBody' });
export type BookingBody = z.infer<typeof bookingBodySchema>;

type BookingAction = CurrentAction & { readonly kind: 'booking' };

const listBookings = (actions: readonly Action[]): readonly BookingAction[] =>
  listCurrentActions(actions).filter(
    (action): action is BookingAction => action.kind === 'booking',
  );

/** The last that is known of an appointment, without what is being corrected. */
const findLatest = (
  { record, corrected }: Work,
  bookingId: string | null,
): BookingAction | undefined =>
  listBookings(record.actions).findLast(
    (booking) => booking.bookingId === bookingId && booking.actionId !== corrected?.actionId,
  );

/** A task has one appointment: another one moves it. */
const chooseBookingId = (body: BookingBody, { record, corrected }: Work): string | null =>
  body.bookingId ??
  (corrected?.kind === 'booking' ? corrected.bookingId : null) ??
  (body.status === 'booked' ? (record.task.booking?.bookingId ?? null) : null);

const parseTime = (text: string | undefined): Result<Instant | null> =>
  text === undefined ? { value: null } : parseInstant(text, '/at');

/** What nobody says anew of an appointment that goes on. */
const keepTexts = async (
  { episodes }: CaseworkDependencies,
  { record }: Work,
  former: Action | undefined,
  { status, where, with: company }: BookingBody,
) => {
  if (former === undefined || !isUpcoming(status)) return { where, with: company };
  const texts = await episodes.readTexts(record.episodeId, former.actionId);
  return { where: where ?? texts['where'], with: company ?? texts['with'] };
};

const decideBooking = async (
  dependencies: CaseworkDependencies,
  body: BookingBody,
  work: Work,
): Promise<Result<Decided>> => {
  const { record, actionId, corrected, happenedAt } = work;
  const { task } = record;
  if (task.state === 'closed' && corrected === null) {
    return refuseBody('task-closed', '', 'The task has an outcome, so you cannot book interviews.');
  }
  const at = parseTime(body.at);
  if ('refusal' in at) return at;
  const { status, note, lateText, lateReason = null } = body;
  const bookingId = chooseBookingId(body, work);
  const hasLateText = lateText !== undefined;
  const input = { status, bookingId, at: at.value, lateReason, hasLateText };
  const former = findLatest(work, bookingId);
  const ids = listBookings(record.actions).map((booking) => booking.bookingId);
  const refused = refuseBrokenRules(checkBooking(input, task, ids, former, happenedAt));
  if (refused !== null) return refused;
  const kept = await keepTexts(dependencies, work, former, body);
  return {
    value: {
      detail: {
        kind: 'booking',
        bookingId: bookingId ?? actionId,
        status: bookingId !== null && status === 'booked' && former ? 'changed' : status,
        at: at.value,
        lateReason,
      },
      texts: { ...kept, note, lateText },
    },
  };
};

/** Makes, moves or ends the appointment of a task. */
export const recordBooking = (
  dependencies: CaseworkDependencies,
  input: WorkInput<BookingBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> =>
  recordWork(
    dependencies,
    'booking',
    input,
    caller,
    now,
    (work) => decideBooking(dependencies, input.body, work),
    ({ booking }) => booking !== null && input.body.status === 'cancelled',
  );
