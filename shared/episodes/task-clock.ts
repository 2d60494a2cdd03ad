import { type Clock, clockOf, dueAtOf } from './deadline.ts';
import type { Instant } from '../kernel/instant.ts';
import type { RhiTask } from './rhi-task.ts';

/** The 72 hours of a task as they stand at `now`: stopped by an interview, none after an end without one. */
export const clockOfTask = ({ returnedAt, withdrawn, outcome }: RhiTask, now: Instant): Clock =>
  clockOf(
    {
      returnedAt,
      completedAt: outcome?.outcome === 'completed' ? outcome.at : null,
      withdrawn: withdrawn !== null,
      endedWithoutInterview: outcome !== null && outcome.outcome !== 'completed',
    },
    now,
  );

/**
 * Whether an interview was offered within 72 hours of the return: an offer to a child who was found and
 * not home yet is in time. Null when none was made, or the return is not known.
 */
export const offeredInTime = ({ offeredAt, returnedAt }: RhiTask): boolean | null =>
  offeredAt === null || returnedAt === null ? null : offeredAt <= dueAtOf(returnedAt);
