import type { Action, ActionKind } from '../action.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Allocation, Outcome, TaskWork } from '../task.ts';
import { listCurrentActions, type CurrentAction } from './current-actions.ts';
import type { Referral } from '../referral.ts';

type Of<Kind extends ActionKind> = CurrentAction & { readonly kind: Kind };

const ofKind = <Kind extends ActionKind>(
  actions: readonly CurrentAction[],
  kind: Kind,
): readonly Of<Kind>[] => actions.filter((action): action is Of<Kind> => action.kind === kind);

const earliest = (instants: readonly Instant[]): Instant | null =>
  instants.reduce<Instant | null>(
    (first, instant) => (first === null || instant < first ? instant : first),
    null,
  );

const allocationOf = (action: Of<'allocation'> | undefined): Allocation | null =>
  action === undefined
    ? null
    : {
        practitioner: action.practitioner,
        basis: action.basis,
        why: action.why,
        by: action.by,
        at: action.recordedAt,
      };

/** Somebody must have had it before the opening's own instant passed, else it began unallocated. */
const unallocatedStretch = (
  openedAt: Instant,
  allocations: readonly Of<'allocation'>[],
): TaskWork['unallocated'] => {
  let stretch: TaskWork['unallocated'] = { since: openedAt, until: null };
  for (const { practitioner, recordedAt } of allocations) {
    if (practitioner === null) {
      if (stretch?.until !== null) stretch = { since: recordedAt, until: null };
    } else if (stretch?.until === null) {
      stretch = recordedAt <= stretch.since ? null : { ...stretch, until: recordedAt };
    }
  }
  return stretch;
};

const outcomeOf = (action: Of<'outcome'> | undefined): Outcome | null =>
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
      };

/** Of the appointments that were neither missed nor cancelled, the one told last. */
const bookingOf = (bookings: readonly Of<'booking'>[]): TaskWork['booking'] => {
  const latest = new Map(bookings.map((booking) => [booking.bookingId, booking]));
  const standing = bookings.flatMap((booking) =>
    latest.get(booking.bookingId) === booking &&
    (booking.status === 'booked' || booking.status === 'changed') &&
    booking.at !== null
      ? [{ bookingId: booking.bookingId, at: booking.at }]
      : [],
  );
  return standing.at(-1) ?? null;
};

/** An interview that was held, or declined, had been offered by then: never earlier than is known. */
const offerTimes = (
  standing: readonly CurrentAction[],
  outcome: Outcome | null,
): readonly Instant[] => [
  ...ofKind(standing, 'offer').map(({ happenedAt }) => happenedAt),
  ...(outcome === null || outcome.outcome === 'not-possible' ? [] : [outcome.at]),
];

/** What people did about the task, from the set of their actions: corrected ones count no more. */
export const foldWork = (openedAt: Instant, actions: readonly Action[]): TaskWork => {
  const standing = listCurrentActions(actions);
  const allocations = ofKind(standing, 'allocation');
  const tries = standing.filter(({ kind }) => kind === 'attempt' || kind === 'offer');
  const outcome = outcomeOf(ofKind(standing, 'outcome').at(-1));
  return {
    allocation: allocationOf(allocations.at(-1)),
    unallocated: unallocatedStretch(openedAt, allocations),
    attempts: ofKind(standing, 'attempt').length,
    triedAt: earliest(tries.map(({ firstRecordedAt }) => firstRecordedAt)),
    offeredAt: earliest(offerTimes(standing, outcome)),
    booking: bookingOf(ofKind(standing, 'booking')),
    outcome,
    debriefId: ofKind(standing, 'debrief').at(-1)?.debriefId ?? null,
    referrals: foldReferrals(standing),
  };
};

/** When an outcome was last taken back; null when none was. */
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

/** What of a referral stands, in the order in which it was told. */
export type ReferralAction = CurrentAction & { readonly kind: 'referral' };

/** The standing actions of referrals among those of a task. */
export const listReferralActions = (
  standing: readonly CurrentAction[],
): readonly ReferralAction[] =>
  standing.filter((action): action is ReferralAction => action.kind === 'referral');

const referralOf = (referralId: string, told: readonly ReferralAction[]): readonly Referral[] => {
  const [first, last] = [told[0], told.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { status, on } = last;
  return [{ referralId, to: first.to, status, on, raisedOn: first.on }];
};

/** The referrals of a task, each with its latest status, in the order in which they were raised. */
export const foldReferrals = (standing: readonly CurrentAction[]): readonly Referral[] =>
  [...Map.groupBy(listReferralActions(standing), ({ referralId }) => referralId)].flatMap(
    ([referralId, told]) => referralOf(referralId, told),
  );
