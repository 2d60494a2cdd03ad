import type {
  AllocationBasis,
  CandidateCounts,
  LateReason,
  OutcomeKind,
  OutcomeReason,
} from './action.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Referral } from './referral.ts';
import type { CancelReason } from '../police-contract/allowed-values.ts';

/** `closed`: an outcome is recorded. `withdrawn`: the episode is cancelled. */
export const TASK_STATES = ['open', 'closed', 'withdrawn'] as const;

export type TaskState = (typeof TASK_STATES)[number];

/** With whom the task is, and why. */
export interface Allocation {
  /** Null when it was handed back. */
  readonly practitioner: string | null;
  readonly basis: AllocationBasis;
  /** What the policy chose from; null when a person allocated. */
  readonly why: CandidateCounts | null;
  readonly by: string;
  readonly at: Instant;
}

/** How the task ended. */
export interface Outcome {
  readonly outcome: OutcomeKind;
  readonly reason: OutcomeReason | null;
  readonly lateReason: LateReason | null;
  readonly parentOffered: boolean | null;
  readonly parentGave: boolean | null;
  /** When the interview was held, or it was declined or found not to be possible. */
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly by: string;
  readonly interviewId: string | null;
  readonly mainTaskId: string;
}

/** What people did about a task so far. */
export interface TaskWork {
  /** Null until somebody, or the policy, allocated it. */
  readonly allocation: Allocation | null;
  /** The latest stretch in which nobody had the task; `until` null while it lasts. Null: never. */
  readonly unallocated: { readonly since: Instant; readonly until: Instant | null } | null;
  readonly attempts: number;
  /** When the first attempt or offer was recorded. */
  readonly triedAt: Instant | null;
  /** When it was first offered: an interview held, or declined, was offered by then at the latest. */
  readonly offeredAt: Instant | null;
  /** The appointment that stands. */
  readonly booking: { readonly bookingId: string; readonly at: Instant } | null;
  readonly outcome: Outcome | null;
  /** The debrief that stands. */
  readonly debriefId: string | null;
  /** What was raised from the debrief, in the order of raising. */
  readonly referrals: readonly Referral[];
}

/** The task to offer and hold a return home interview for one episode. */
export interface RhiTask extends TaskWork {
  readonly taskId: string;
  readonly state: TaskState;
  /** When the first message that opens it arrived here. */
  readonly openedAt: Instant;
  /** Since when it is open without a break: the opening, a cancellation or an outcome taken back. */
  readonly openSince: Instant;
  readonly foundAt: Instant | null;
  /** When the child came home: the clock starts here. Null: found, return not confirmed, no clock. */
  readonly returnedAt: Instant | null;
  /** `returnedAt` + 72 elapsed hours. */
  readonly dueAt: Instant | null;
  /** When the message that set the present due time arrived here. */
  readonly dueKnownAt: Instant | null;
  /** How many times the due time was set or changed; 0 while there is none. */
  readonly dueVersion: number;
  /** The team of the child's locality; null when the locality is not known. */
  readonly team: string | null;
  readonly withdrawn: { readonly reason: CancelReason; readonly at: Instant } | null;
}

/**
 * What people call a task by in messages, calendars and on the phone: `RHI-3F2A-91C0`, from the first
 * eight digits of its id. It says nothing of the child. Throws for a text that is no task id.
 */
export const formatTaskReference = (taskId: string): string => {
  const [, first, second] = /^rhi-([0-9a-f]{4})([0-9a-f]{4})/i.exec(taskId) ?? [];
  if (first === undefined || second === undefined) throw new Error('Not the id of a task.');
  return `RHI-${first}-${second}`.toUpperCase();
};
