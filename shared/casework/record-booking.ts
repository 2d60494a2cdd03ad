import type { BookingBody } from './booking-api.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import type { Action } from '../episodes/action.ts';
import { listCurrentActions } from '../episodes/standing-actions.ts';
import { bookingRules } from './booking-rules.ts';
import type { Instant } from '../kernel/instant.ts';
import { type Result, refuseBody, refuseBroken } from '../kernel/result.ts';
import type { Decided } from './record-action.ts';
import { readMoment, recordWork, type Work, type WorkInput } from './record-work.ts';
import type { WorkPorts } from './work-ports.ts';
import type { Caller } from '../access/caller.ts';

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
  const refused = refuseBroken(bookingRules(told, bookingIdsIn(record.actions)));
  if (refused !== null) return refused;
  const at = body.at === undefined ? { value: null } : readMoment(body.at, '/at');
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
  ports: WorkPorts,
  input: WorkInput<BookingBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> =>
  recordWork(ports, 'booking', input, caller, now, (work) => decideBooking(input.body, work));
