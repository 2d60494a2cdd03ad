import type { Instant } from '../kernel/instant.ts';
import type { TaskInMessage } from './personalisation.ts';

/** As a worklist has it: longest overdue on top, then without a clock, then by due time. */
export const byUrgency = (
  tasks: readonly TaskInMessage[],
  now: Instant,
): readonly TaskInMessage[] => {
  const keyOf = ({ taskId, dueAt }: TaskInMessage): string => {
    if (dueAt === null) return `1#${taskId}`;
    return `${dueAt < now ? '0' : '2'}#${dueAt}#${taskId}`;
  };
  const once = new Map(tasks.map((task) => [task.taskId, task]));
  return [...once.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
};
