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
 * `not-measurable`: held, but the return is not known or is after the interview; counted neither as
 * on time nor as a breach.
 */
export type ClockState = 'none' | 'running' | 'met' | 'late' | 'not-measurable';

export interface Clock {
  readonly state: ClockState;
  readonly elapsedMs: number | null;
  readonly remainingMs: number | null;
  readonly asOf: Instant;
}

export interface ClockInput {
  readonly returnedAt: Instant | null;
  readonly completedAt?: Instant | null;
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
  if (completedAt !== null && completedAt < returnedAt)
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

export const readTaskClock = ({ returnedAt, withdrawn, outcome }: RhiTask, now: Instant): Clock =>
  readClock(
    {
      returnedAt,
      completedAt: outcome?.outcome === 'completed' ? outcome.at : null,
      withdrawn: withdrawn !== null,
      endedWithoutInterview: outcome !== null && outcome.outcome !== 'completed',
    },
    now,
  );

/**
 * Within 72 hours of the return. An offer to a child who is found but not yet home is in time. Null
 * when no offer was made, or the return is not known.
 */
export const wasOfferedInTime = ({ offeredAt, returnedAt }: RhiTask): boolean | null =>
  offeredAt === null || returnedAt === null ? null : offeredAt <= calculateDueAt(returnedAt);
