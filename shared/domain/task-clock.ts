import { type Clock, clockOf } from './deadline.ts';
import type { Instant } from './instant.ts';
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
 * Whether an interview was offered within 72 hours of the return; null when it was not offered, or
 * that cannot be measured (the return is not known, or the offer is dated before the child was found).
 * An offer to a child who was found and not home yet is in time.
 */
export const offeredInTime = ({ offeredAt, foundAt, returnedAt }: RhiTask): boolean | null => {
  if (offeredAt === null || returnedAt === null) return null;
  if (offeredAt < returnedAt) return foundAt !== null && offeredAt >= foundAt ? true : null;
  return (
    clockOf({ returnedAt, completedAt: offeredAt, withdrawn: false }, offeredAt).state === 'met'
  );
};
