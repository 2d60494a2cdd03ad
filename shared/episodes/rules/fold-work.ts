import type { Action, ActionKind } from '../action.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Allocation, Outcome, TaskWork } from '../task.ts';
import { listCurrentActions, type CurrentAction } from './current-actions.ts';
import type { Referral } from '../referral.ts';

type Of<Kind extends ActionKind> = CurrentAction & { readonly kind: Kind };

const filterByKind = <Kind extends ActionKind>(
  actions: readonly CurrentAction[],
  kind: Kind,
): readonly Of<Kind>[] => actions.filter((action): action is Of<Kind> => action.kind === kind);

const findEarliest = (instants: readonly Instant[]): Instant | null =>
  instants.reduce<Instant | null>(
    (first, instant) => (first === null || instant < first ? instant : first),
    null,
  );

const readAllocation = (action: Of<'allocation'> | undefined): Allocation | null =>
  action === undefined
    ? null
    : {
        practitioner: action.practitioner,
        basis: action.basis,
        why: action.why,
        by: action.by,
        at: action.recordedAt,
      };

/** A task that was allocated at the instant of its opening was never unallocated. */
const findUnallocatedPeriod = (
  openedAt: Instant,
  allocations: readonly Of<'allocation'>[],
): TaskWork['unallocated'] => {
  let period: TaskWork['unallocated'] = { since: openedAt, until: null };
  for (const { practitioner, recordedAt } of allocations) {
    if (practitioner === null) {
      if (period?.until !== null) period = { since: recordedAt, until: null };
    } else if (period?.until === null) {
      period = recordedAt <= period.since ? null : { ...period, until: recordedAt };
    }
  }
  return period;
};

const readOutcome = (action: Of<'outcome'> | undefined): Outcome | null =>
  action === undefined
    ? null
    : {
        outcome: action.outcome,
        reason: action.reason,
        lateReason: action.lateReason,
        parentOffered: action.parentOffered,
        parentGave: action.parentGave,
        at: action.happenedAt,
        recordedAt: action.recordedAt,
        by: action.by,
        interviewId: action.interviewId,
        mainTaskId: action.mainTaskId,
        covers: action.covers,
        independent: action.independent,
        employer: action.employer,
      };

/** A child who declines and talks later has declined and was interviewed: both are true. */
const findDeclinedFirst = (
  outcome: Outcome | null,
  outcomes: readonly Of<'outcome'>[],
): TaskWork['declinedFirst'] => {
  const declined = outcomes.findLast((one) => one.outcome === 'declined');
  if (outcome?.outcome !== 'completed' || declined === undefined) return null;
  const { happenedAt: at, reason, parentOffered, parentGave } = declined;
  return { at, reason, parentOffered, parentGave };
};

const findBooking = (bookings: readonly Of<'booking'>[], version: number): TaskWork['booking'] => {
  const latest = new Map(bookings.map((booking) => [booking.bookingId, booking]));
  const current = bookings.flatMap((booking) =>
    latest.get(booking.bookingId) === booking &&
    (booking.status === 'booked' || booking.status === 'changed') &&
    booking.at !== null
      ? [{ bookingId: booking.bookingId, at: booking.at, version }]
      : [],
  );
  return current.at(-1) ?? null;
};

const OUTCOME_ORDER: readonly Outcome['outcome'][] = ['not-possible', 'declined', 'completed'];

/** Whether an outcome can follow another that stays true: what could not be held may be declined, or held, later. */
export const saysMore = (later: Outcome['outcome'], earlier: Outcome['outcome']): boolean =>
  OUTCOME_ORDER.indexOf(later) > OUTCOME_ORDER.indexOf(earlier);

/**
 * A child who declined can talk later, and episodes that became one can have an outcome each. An interview that was held
 * counts before one that was declined, and that before one that was not possible; of two of a kind, the one that was
 * recorded last.
 */
const findOutcome = (outcomes: readonly Of<'outcome'>[]): Of<'outcome'> | undefined =>
  outcomes
    .toSorted((a, b) => OUTCOME_ORDER.indexOf(a.outcome) - OUTCOME_ORDER.indexOf(b.outcome))
    .at(-1);

const findLastAttempt = (attempts: readonly Of<'attempt'>[]): TaskWork['lastAttempt'] => {
  const last = attempts.toSorted((a, b) => (a.happenedAt < b.happenedAt ? -1 : 1)).at(-1);
  return last === undefined
    ? null
    : { at: last.happenedAt, channel: last.channel, result: last.result };
};

const findVisitNeeds = (current: readonly CurrentAction[]): TaskWork['visitNeeds'] =>
  current
    .flatMap((action) => {
      if (action.kind !== 'offer' && action.kind !== 'visit-needs') return [];
      const { visitNeeds, actionId, recordedAt: at } = action;
      return visitNeeds === null ? [] : [{ ...visitNeeds, actionId, at }];
    })
    .at(-1) ?? null;

/** An interview that was held or declined had been offered by then. */
const listOfferTimes = (
  current: readonly CurrentAction[],
  outcomes: readonly Of<'outcome'>[],
): readonly Instant[] =>
  [
    ...filterByKind(current, 'offer'),
    ...outcomes.filter(({ outcome }) => outcome !== 'not-possible'),
  ].map(({ happenedAt }) => happenedAt);

/** Never falls: what was corrected or retracted counts too. */
const countBookingChanges = (actions: readonly Action[]): number => {
  const bookings = actions.filter(({ kind }) => kind === 'booking');
  const ids = new Set(bookings.map(({ actionId }) => actionId));
  const changes = actions.filter(
    ({ kind, corrects }) => kind === 'booking' || (corrects !== null && ids.has(corrects)),
  );
  return new Set(changes.map(({ actionId }) => actionId)).size;
};

export const foldWork = (openedAt: Instant, actions: readonly Action[]): TaskWork => {
  const current = listCurrentActions(actions);
  const allocations = filterByKind(current, 'allocation');
  const tries = current.filter(({ kind }) => kind === 'attempt' || kind === 'offer');
  const attempts = filterByKind(current, 'attempt');
  const outcomes = filterByKind(current, 'outcome');
  const outcome = readOutcome(findOutcome(outcomes));
  return {
    allocation: readAllocation(allocations.at(-1)),
    unallocated: findUnallocatedPeriod(openedAt, allocations),
    attempts: attempts.length,
    lastAttempt: findLastAttempt(attempts),
    visitNeeds: findVisitNeeds(current),
    triedAt: findEarliest(tries.map(({ firstRecordedAt }) => firstRecordedAt)),
    offeredAt: findEarliest(listOfferTimes(current, outcomes)),
    booking: findBooking(filterByKind(current, 'booking'), countBookingChanges(actions)),
    outcome,
    declinedFirst: findDeclinedFirst(outcome, outcomes),
    debriefs: filterByKind(current, 'debrief').map(({ debriefId, interviewee }) => ({
      debriefId,
      interviewee,
    })),
    referrals: foldReferrals(current),
  };
};

export const findOutcomeRetractedAt = (actions: readonly Action[]): Instant | null => {
  const outcomes = new Set(
    actions.filter(({ kind }) => kind === 'outcome').map(({ actionId }) => actionId),
  );
  const retractions = actions.filter(
    ({ kind, corrects }) => kind === 'retraction' && corrects !== null && outcomes.has(corrects),
  );
  return retractions.reduce<Instant | null>(
    (last, { recordedAt }) => (last === null || recordedAt > last ? recordedAt : last),
    null,
  );
};

export type ReferralAction = CurrentAction & { readonly kind: 'referral' };

export const listReferralActions = (current: readonly CurrentAction[]): readonly ReferralAction[] =>
  current.filter((action): action is ReferralAction => action.kind === 'referral');

const buildReferrals = (
  referralId: string,
  referrals: readonly ReferralAction[],
): readonly Referral[] => {
  const [first, last] = [referrals[0], referrals.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { status, on } = last;
  return [{ referralId, to: first.to, status, on, raisedOn: first.on }];
};

export const foldReferrals = (current: readonly CurrentAction[]): readonly Referral[] =>
  [...Map.groupBy(listReferralActions(current), ({ referralId }) => referralId)].flatMap(
    ([referralId, referrals]) => buildReferrals(referralId, referrals),
  );
