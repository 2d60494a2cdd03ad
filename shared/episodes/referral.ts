/**
 * Where a referral that a debrief gives cause for goes: multi-agency child exploitation (MACE), the National Referral
 * Mechanism, early help and others (docs/domain.md).
 */
export const REFERRED_TO = [
  'mace',
  'national-referral-mechanism',
  'early-help',
  'health',
  'education',
  'youth-work',
] as const;
export type ReferredTo = (typeof REFERRED_TO)[number];

export const REFERRAL_STATUSES = [
  'to-be-made',
  'made',
  'accepted',
  'not-accepted',
  'closed',
] as const;
export type ReferralStatus = (typeof REFERRAL_STATUSES)[number];

/** What became of a referral, and on which London day, `YYYY-MM-DD`. */
export interface ReferralStep {
  readonly status: ReferralStatus;
  readonly on: string;
}

/** A referral as it stands: the status told last. */
export interface Referral extends ReferralStep {
  /** Id of the action that raised it. */
  readonly referralId: string;
  readonly to: ReferredTo;
  /** London day of its first status, `YYYY-MM-DD`. */
  readonly raisedOn: string;
}
