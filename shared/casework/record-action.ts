import type { RecordedActionView } from '../episodes/task-api.ts';
import type { ActionKind } from '../episodes/action.ts';
import type { Instant } from '../kernel/instant.ts';
import type { StoredEpisode } from '../episodes/stored-episode.ts';
import { type Result, NOT_FOUND, KEY_REUSED, NOT_YOUR_ROLE, STALE } from '../kernel/result.ts';
import { viewTask } from '../episodes/view-task.ts';
import { actionHashOf, actionIdOf, changeByAction, type Decision } from './action-change.ts';
import { readTaskRecord, type TaskRecord } from './task-record.ts';
import type { WorkPorts } from './work-ports.ts';
import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import { retryOnConflict } from '../kernel/write-result.ts';

/** What somebody asks to be recorded. */
export interface ActionRequest {
  readonly taskId: string;
  /** The client's key: the same request sent again under it is one action. */
  readonly key: string;
  /** The task's version that the person saw; null when it does not matter what they saw. */
  readonly taskVersion: number | null;
  readonly kind: ActionKind;
  /** All that was sent, but key and version. */
  readonly content: unknown;
}

/** What the rules decide of a request on a record: the action, and actions on other tasks with it. */
export interface Decided extends Decision {
  readonly also?: readonly { readonly record: TaskRecord; readonly decision: Decision }[];
}

/** Rules over what is recorded now. They may be asked again when somebody else was quicker. */
export type Decide = (
  record: TaskRecord,
  actionId: string,
) => Result<Decided> | Promise<Result<Decided>>;

const answerWith = (
  stored: StoredEpisode,
  actionId: string,
  now: Instant,
): Result<RecordedActionView> => {
  const task = viewTask(stored, now);
  return task === null ? NOT_FOUND : { value: { actionId, task } };
};

const recordOnce = async (
  { episodes, directory }: WorkPorts,
  { taskId, key, taskVersion, kind, content }: ActionRequest,
  caller: Caller,
  now: Instant,
  decide: Decide,
): Promise<Result<RecordedActionView> | 'conflict'> => {
  const record = await readTaskRecord(episodes, taskId, caller);
  if (record === null) return NOT_FOUND;
  const actionId = actionIdOf(taskId, key);
  const contentHash = actionHashOf(kind, content);
  const known = record.actions.find((action) => action.actionId === actionId);
  if (known !== undefined) {
    return known.contentHash === contentHash
      ? answerWith(record.stored, actionId, now)
      : KEY_REUSED;
  }
  if (taskVersion !== null && taskVersion !== record.stored.taskVersion) return STALE;
  const decided = await decide(record, actionId);
  if ('refusal' in decided) return decided;
  const source = { contentHash, by: caller.subject, now };
  const change = changeByAction(record, decided.value, { ...source, actionId }, directory);
  const others = (decided.value.also ?? []).map((other) => {
    const otherId = actionIdOf(other.record.task.taskId, actionId);
    return changeByAction(
      other.record,
      other.decision,
      { ...source, actionId: otherId },
      directory,
    );
  });
  const written = await episodes.change([change, ...others]);
  return written === 'conflict' ? 'conflict' : answerWith(change.next, actionId, now);
};

/**
 * The one way an action of a person comes into the record. The same request under the same key is
 * one action, however often it is sent; a form filled in on an older state is refused as `stale`;
 * when somebody else was quicker, all is read and decided again, a bounded number of times. Throws
 * when it lost every time.
 */
export const recordAction = async (
  ports: WorkPorts,
  request: ActionRequest,
  caller: Caller,
  now: Instant,
  decide: Decide,
): Promise<Result<RecordedActionView>> => {
  if (!hasPermission(caller, 'workTasks')) return NOT_YOUR_ROLE;
  return retryOnConflict(ports.backOff, () => recordOnce(ports, request, caller, now, decide));
};
