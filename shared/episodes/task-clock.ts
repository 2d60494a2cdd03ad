import { type Clock, readClock, calculateDueAt } from './deadline.ts';
import type { Instant } from '../kernel/instant.ts';
import type { RhiTask } from './rhi-task.ts';

/** The 72 hours of a task as they stand at `now`: stopped by an interview, none after an end without one. */
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
 * Whether an interview was offered within 72 hours of the return: an offer to a child who was found and
 * not home yet is in time. Null when none was made, or the return is not known.
 */
export const wasOfferedInTime = ({ offeredAt, returnedAt }: RhiTask): boolean | null =>
  offeredAt === null || returnedAt === null ? null : offeredAt <= calculateDueAt(returnedAt);
