import type { CancelReason } from './notification.ts';
import type { Instant } from './instant.ts';

export const TASK_STATES = ['open', 'withdrawn'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** The task to offer and hold a return home interview for one episode. */
export interface RhiTask {
  readonly taskId: string;
  readonly state: TaskState;
  readonly foundAt: Instant | null;
  /** When the child came home: the clock starts here. Null: found, return not confirmed, no clock. */
  readonly returnedAt: Instant | null;
  /** `returnedAt` + 72 elapsed hours. */
  readonly dueAt: Instant | null;
  /** How many times the due time was set or changed; 0 while there is none. */
  readonly dueVersion: number;
  /** The team of the child's locality; null when the locality is not known. */
  readonly team: string | null;
  readonly withdrawn: { readonly reason: CancelReason; readonly at: Instant } | null;
}
