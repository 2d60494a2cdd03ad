import type { Instant } from '../kernel/instant.ts';
import type { ReferralStatus, ReferredTo } from './referral.ts';
import type { HandlingCode } from '../intelligence/grade.ts';

/** How somebody tried to reach the child or carer. */
export const CHANNELS = ['phone', 'visit', 'text', 'through-carer', 'other'] as const;
export type Channel = (typeof CHANNELS)[number];

export const ATTEMPT_RESULTS = [
  'spoke-to-child',
  'spoke-to-parent-or-carer',
  'message-left',
  'no-answer',
  'not-there',
  'contact-refused',
  'other',
] as const;
export type AttemptResult = (typeof ATTEMPT_RESULTS)[number];

export const OFFERED_TO = ['child', 'parent-or-carer', 'both'] as const;
export type OfferedTo = (typeof OFFERED_TO)[number];

export const OFFER_RESPONSES = ['accepted', 'undecided', 'not-wanted-now'] as const;
export type OfferResponse = (typeof OFFER_RESPONSES)[number];

export const BOOKING_STATUSES = ['booked', 'changed', 'missed', 'cancelled'] as const;
export type BookingStatus = (typeof BOOKING_STATUSES)[number];

export const OUTCOMES = ['completed', 'declined', 'not-possible'] as const;
export type OutcomeKind = (typeof OUTCOMES)[number];

export const DECLINE_REASONS = [
  'does-not-want-to-talk',
  'already-talked-to-someone',
  'does-not-trust-services',
  'does-not-see-it-as-missing',
  'refused-on-arrival',
  'no-reason-given',
  'other',
] as const;

export const NOT_POSSIBLE_REASONS = [
  'missing-again',
  'unable-to-contact',
  'moved-out-of-area',
  'turned-18',
  'in-custody',
  'in-hospital',
  'other',
] as const;

export type OutcomeReason =
  (typeof DECLINE_REASONS)[number] | (typeof NOT_POSSIBLE_REASONS)[number];

/** Why an interview was held after its 72 hours. */
export const LATE_REASONS = [
  'notified-late',
  'could-not-make-contact',
  'child-asked-for-later',
  'child-first-declined',
  'no-practitioner-available',
  'missing-again',
  'other',
] as const;
export type LateReason = (typeof LATE_REASONS)[number];

/** Who spoke: the child, or, after a decline, the parent or carer. */
export const INTERVIEWEES = ['child', 'parent-or-carer'] as const;
export type Interviewee = (typeof INTERVIEWEES)[number];

/**
 * Why a task is with whom it is: the policy knew the child's practitioner, or took the least loaded;
 * a manager gave it; a practitioner took it over or handed it back; the episode turned out to be
 * another authority's, where nobody was suitable.
 */
export const ALLOCATION_BASES = [
  'continuity',
  'least-load',
  'manager',
  'take-over',
  'hand-back',
  'other-authority',
] as const;
export type AllocationBasis = (typeof ALLOCATION_BASES)[number];

/** Whom of the task's team the policy looked at: each person is counted once. */
export interface CandidateCounts {
  /** Who could have had it. */
  readonly candidates: number;
  readonly atCap: number;
  readonly absent: number;
  readonly notIndependent: number;
}

/** What was done, without the child's free text: that stands in an item of its own. */
export type ActionDetail =
  | {
      readonly kind: 'allocation';
      /** Null when handed back, or taken from somebody without a successor. */
      readonly practitioner: string | null;
      readonly basis: AllocationBasis;
      /** What the policy chose from; null when a person allocated. */
      readonly why: CandidateCounts | null;
    }
  | { readonly kind: 'attempt'; readonly channel: Channel; readonly result: AttemptResult }
  | {
      readonly kind: 'offer';
      readonly channel: Channel;
      readonly to: OfferedTo;
      readonly response: OfferResponse;
    }
  | {
      readonly kind: 'booking';
      readonly bookingId: string;
      readonly status: BookingStatus;
      /** When the interview is to be; null when missed or cancelled. */
      readonly at: Instant | null;
    }
  | {
      readonly kind: 'outcome';
      readonly outcome: OutcomeKind;
      /** Null for a completed interview. */
      readonly reason: OutcomeReason | null;
      readonly lateReason: LateReason | null;
      /** After a decline: whether the parent or carer was offered to give information; else null. */
      readonly parentOffered: boolean | null;
      readonly parentGave: boolean | null;
      /** The one interview, which may cover several episodes; null when none was held. */
      readonly interviewId: string | null;
      /** The task under which the interview and its debrief stand. */
      readonly mainTaskId: string;
    }
  | {
      readonly kind: 'debrief';
      readonly debriefId: string;
      readonly interviewId: string | null;
      readonly interviewee: Interviewee;
    }
  | {
      readonly kind: 'referral';
      /** Id of the action that raised it. */
      readonly referralId: string;
      readonly to: ReferredTo;
      readonly status: ReferralStatus;
      /** London day since which it has this status, `YYYY-MM-DD`. */
      readonly on: string;
    }
  | {
      /** What was told to police; its words stand apart (domain/intelligence/report.ts). */
      readonly kind: 'intelligence-report';
      readonly reportId: string;
      /** The debrief that it was taken from, and which items of it. */
      readonly debriefId: string;
      readonly items: readonly number[];
      /** GSS code of the force that got it. */
      readonly force: string;
      readonly handling: HandlingCode;
    }
  | {
      readonly kind: 'acknowledgement';
      readonly escalationId: string;
      readonly level: string;
      /** `YYYY-MM-DD`, by when it is to be put right. */
      readonly planDate: string;
    }
  | { readonly kind: 'retraction' };

export type ActionKind = ActionDetail['kind'];

/** Something a person (or the allocation policy) did about a task. It is never changed. */
export type Action = ActionDetail & {
  readonly actionId: string;
  /** Subject of who did it, or `POLICY`. */
  readonly by: string;
  /** When it happened, as they said. */
  readonly happenedAt: Instant;
  /** When it was recorded here. */
  readonly recordedAt: Instant;
  /** The action that this one corrects or retracts. */
  readonly corrects: string | null;
  /** Hash of all that was sent, to tell a repeat from a re-used key. */
  readonly contentHash: string;
  /** Names of its free texts, e.g. `note`. */
  readonly texts: readonly string[];
};

/** Who allocates when no person does. */
export const POLICY = 'policy';
