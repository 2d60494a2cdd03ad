import { addMs, HOUR_MS, type Instant } from '../kernel/instant.ts';
import type { RhiTask } from '../episodes/rhi-task.ts';

/** The open tasks of somebody. */
export type OpenTasks = readonly Pick<RhiTask, 'taskId' | 'dueAt'>[];

/** How many of them are urgent: past due, or due within so many hours. */
export const countUrgent = (tasks: OpenTasks, urgentHours: number, now: Instant): number => {
  const soon = addMs(now, urgentHours * HOUR_MS);
  return tasks.filter(({ dueAt }) => dueAt !== null && dueAt <= soon).length;
};
