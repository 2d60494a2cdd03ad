import { addMs, HOUR_MS, type Instant } from '../kernel/instant.ts';

/** The open tasks of somebody. */
export type OpenTasks = readonly {
  readonly taskId: string;
  readonly dueAt: Instant | null;
}[];

/** How many of them are urgent: past due, or due within so many hours. */
export const countUrgent = (tasks: OpenTasks, urgentHours: number, now: Instant): number => {
  const soon = addMs(now, urgentHours * HOUR_MS);
  return tasks.filter(({ dueAt }) => dueAt !== null && dueAt <= soon).length;
};
