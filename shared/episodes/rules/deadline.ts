import { addMs, measureElapsedMs, HOUR_MS, type Instant } from '../../kernel/instant.ts';
import type { RhiTask } from '../task.ts';

/**
 * A return home interview should be held within 72 hours of the child's return (DfE statutory
 * guidance, January 2014). Elapsed hours: no weekend, bank holiday or clock change moves it.
 */
export const RHI_LIMIT_MS = 72 * HOUR_MS;

export const calculateDueAt = (returnedAt: Instant): Instant => addMs(returnedAt, RHI_LIMIT_MS);

/**
 * `none`: no clock (return not confirmed, or the task is withdrawn or ended without an interview).
 * `running`: not held, not late. `met`: held in time. `late`: past due, held or not.
 * `not-measurable`: held, but the return is not known, or dated before it could be held; counted
 * neither as on time nor as a breach.
 */
export type ClockState = 'none' | 'running' | 'met' | 'late' | 'not-measurable';

export interface Clock {
  readonly state: ClockState;
  readonly elapsedMs: number | null;
  readonly remainingMs: number | null;
  readonly asOf: Instant;
}

type KnownTimes = Pick<RhiTask, 'reportedAt' | 'foundAt' | 'returnedAt'>;

const listKnownTimes = ({ reportedAt, foundAt, returnedAt }: KnownTimes): readonly Instant[] =>
  [reportedAt, foundAt, returnedAt].filter((instant) => instant !== null);

const findFirst = (instants: readonly Instant[]): Instant | null => instants.toSorted()[0] ?? null;

/**
 * An interview can be held, offered or declined from the find on, also before the child is home; else from the report,
 * where the find is not known. A find that is dated after the return is a mistake.
 */
export const findPossibleFrom = ({ reportedAt, foundAt, returnedAt }: KnownTimes): Instant | null =>
  foundAt === null
    ? (reportedAt ?? returnedAt)
    : findFirst(listKnownTimes({ reportedAt: null, foundAt, returnedAt }));

/** No work on the task can be dated before anything that is known of the episode. */
export const findEarliestKnown = (
  task: KnownTimes & Partial<Pick<RhiTask, 'lastSeenAt'>>,
): Instant | null =>
  findFirst([...listKnownTimes(task), ...(task.lastSeenAt == null ? [] : [task.lastSeenAt])]);

export interface ClockInput {
  readonly returnedAt: Instant | null;
  readonly completedAt?: Instant | null;
  /** The return, unless the interview can be held before it. */
  readonly possibleFrom?: Instant | null;
  readonly withdrawn: boolean;
  readonly endedWithoutInterview?: boolean;
}

const createEmptyClock = (state: ClockState, asOf: Instant): Clock => ({
  state,
  elapsedMs: null,
  remainingMs: null,
  asOf,
});

/**
 * The only definition of late, for lists, escalations, statistics and exports. Exactly 72 hours is
 * on time; one millisecond more is late (docs/domain.md).
 */
export const readClock = (input: ClockInput, now: Instant): Clock => {
  const { returnedAt } = input;
  const completedAt = input.completedAt ?? null;
  if (input.withdrawn || input.endedWithoutInterview === true) return createEmptyClock('none', now);
  if (returnedAt === null) {
    return createEmptyClock(completedAt === null ? 'none' : 'not-measurable', now);
  }
  if (completedAt !== null && completedAt < (input.possibleFrom ?? returnedAt))
    return createEmptyClock('not-measurable', now);
  const elapsed = measureElapsedMs(returnedAt, completedAt ?? now);
  const remaining = RHI_LIMIT_MS - elapsed;
  const inTime = completedAt === null ? 'running' : 'met';
  return {
    state: remaining < 0 ? 'late' : inTime,
    elapsedMs: elapsed,
    remainingMs: remaining,
    asOf: now,
  };
};

export const readTaskClock = (task: RhiTask, now: Instant): Clock => {
  const { returnedAt, withdrawn, outcome } = task;
  return readClock(
    {
      returnedAt,
      possibleFrom: findPossibleFrom(task),
      completedAt: outcome?.outcome === 'completed' ? outcome.at : null,
      withdrawn: withdrawn !== null,
      endedWithoutInterview: outcome !== null && outcome.outcome !== 'completed',
    },
    now,
  );
};

/** In time, if it was held after the find; counted apart. */
export const isHeldBeforeReturn = ({ returnedAt, outcome }: RhiTask): boolean =>
  outcome?.outcome === 'completed' && returnedAt !== null && outcome.at < returnedAt;

const isTooEarly = (at: Instant, task: RhiTask): boolean => {
  const from = findPossibleFrom(task);
  return from !== null && at < from;
};

/** Police corrected a time since, so that an offer, an interview or a decline is dated before it could be. */
export const hasTooEarlyWork = (task: RhiTask): boolean => {
  const { offeredAt, outcome } = task;
  const isOutcomeTooEarly =
    outcome !== null && outcome.outcome !== 'not-possible' && isTooEarly(outcome.at, task);
  return isOutcomeTooEarly || (offeredAt !== null && isTooEarly(offeredAt, task));
};

/**
 * Within 72 hours of the return. An offer to a child who is found but not yet home is in time. Null
 * when no offer was made, the return is not known, or the offer is dated before it could be made.
 */
export const wasOfferedInTime = (task: RhiTask): boolean | null => {
  const { offeredAt, returnedAt } = task;
  if (offeredAt === null || returnedAt === null || isTooEarly(offeredAt, task)) return null;
  return offeredAt <= calculateDueAt(returnedAt);
};
