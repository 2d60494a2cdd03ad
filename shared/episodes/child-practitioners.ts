import { addMs, HOUR_MS, type Instant } from '../kernel/instant.ts';
import type { RhiTask } from './rhi-task.ts';

const heldSince = ({ outcome }: RhiTask, since: Instant): boolean =>
  outcome?.outcome === 'completed' && outcome.at >= since;

/** An open task: who has it. A held interview: who recorded it, then who had the task. */
const whoKnows = (task: RhiTask, since: Instant): readonly (string | null)[] => {
  const allocated = task.allocation?.practitioner ?? null;
  if (task.state === 'open') return [allocated];
  return task.state === 'closed' && heldSince(task, since)
    ? [task.outcome?.by ?? null, allocated]
    : [];
};

/**
 * Who knows a child already, by the tasks of their other episodes, newest first: whoever has one
 * open, or held an interview within so many days before `now`. Nobody stands twice.
 */
export const listKnownPractitioners = (
  tasks: readonly RhiTask[],
  continuityDays: number,
  now: Instant,
): readonly string[] => {
  const since = addMs(now, -continuityDays * 24 * HOUR_MS);
  return [...new Set(tasks.flatMap((task) => whoKnows(task, since)))].filter((id) => id !== null);
};
