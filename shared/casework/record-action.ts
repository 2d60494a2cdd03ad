import { hashContent } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import { KEY_REUSED, NOT_FOUND, NOT_YOUR_ROLE, type Result, STALE } from '../kernel/result.ts';
import { retryOnConflict } from '../kernel/write-result.ts';
import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import type { ActionKind } from '../episodes/action.ts';
import type { EpisodeChange } from '../episodes/episode-writes.ts';
import { listChildIds, type StoredEpisode } from '../episodes/episode.ts';
import { type MoveContext, moveEscalations } from '../episodes/move-escalations.ts';
import {
  type RecordedActionView,
  type RecordedEpisodeActionView,
  viewTask,
} from '../episodes/task-api.ts';
import {
  type ActionSource,
  buildActionChange,
  createActionId,
  type Decision,
} from './build-action-change.ts';
import {
  type ActionDependencies,
  readTaskRecord,
  readWorkRecord,
  type TaskRecord,
  type WorkRecord,
} from './task-record.ts';

export interface ActionRequest {
  readonly taskId: string;
  /** The task that the key belongs to, if it is not this one. */
  readonly keyedBy?: string;
  readonly key: string;
  /** The task version that the person saw. Null when any version is accepted. */
  readonly taskVersion: number | null;
  readonly kind: ActionKind;
  readonly content: unknown;
}

/** `also`: actions on other tasks in the same transaction. */
export interface Decided extends Decision {
  readonly also?: readonly { readonly record: TaskRecord; readonly decision: Decision }[];
}

/** Called again with the new record after a conflict. */
export type Decide<Record extends WorkRecord = TaskRecord> = (
  record: Record,
  actionId: string,
) => Result<Decided> | Promise<Result<Decided>>;

type ReadRecord<Record> = (
  episodes: ActionDependencies['episodes'],
  taskId: string,
  caller: Caller,
) => Promise<Record | null>;

/** What an action is recorded on, and how it is decided. */
interface Deciding<Record extends WorkRecord> {
  readonly read: ReadRecord<Record>;
  readonly decide: Decide<Record>;
}

/** The action, and the episode with it. */
interface Recorded {
  readonly actionId: string;
  readonly stored: StoredEpisode;
}

/** With the escalations of which nothing is left to acknowledge. */
const closeOutdated = async (
  context: MoveContext,
  change: EpisodeChange,
): Promise<EpisodeChange> => {
  const { previous, next } = change;
  const movedEscalations = await moveEscalations(context, previous, next.episode, next.raised);
  return { ...change, movedEscalations };
};

const writeDecided = async (
  { episodes, directory }: ActionDependencies,
  record: WorkRecord,
  { also = [], ...decision }: Decided,
  source: ActionSource,
): Promise<StoredEpisode | 'conflict'> => {
  const own = buildActionChange(record, decision, source, directory);
  const others = also.map((other) => {
    const actionId = createActionId(other.record.task.taskId, source.actionId);
    return buildActionChange(other.record, other.decision, { ...source, actionId }, directory);
  });
  const context = { episodes, directory, now: source.now };
  const changes = await Promise.all(
    [own, ...others].map((change) => closeOutdated(context, change)),
  );
  const written = await episodes.change(changes);
  return written === 'conflict' ? 'conflict' : own.next;
};

/** With the task as it is now, so that a form can show what changed and keep what was typed. */
const refuseStale = async (
  { episodes }: ActionDependencies,
  stored: StoredEpisode,
  now: Instant,
): Promise<Result<never>> => {
  const children = await episodes.readChildren(listChildIds([stored]));
  const current = viewTask(stored, children, now);
  return current === null ? STALE : { refusal: { problem: 'stale', current } };
};

/** Distinguishes a repeated request from a re-used key. */
const hashAction = (kind: ActionKind, content: unknown): string => hashContent({ kind, content });

const recordOnce = async <Record extends WorkRecord>(
  dependencies: ActionDependencies,
  { taskId, keyedBy = taskId, key, taskVersion, kind, content }: ActionRequest,
  caller: Caller,
  now: Instant,
  { read, decide }: Deciding<Record>,
): Promise<Result<Recorded> | 'conflict'> => {
  const record = await read(dependencies.episodes, taskId, caller);
  if (record === null) return NOT_FOUND;
  const actionId = createActionId(keyedBy, key);
  const contentHash = hashAction(kind, content);
  const known = [...record.actions, ...record.otherActions];
  const repeated = known.find((action) => action.actionId === actionId);
  if (repeated !== undefined) {
    return repeated.contentHash === contentHash
      ? { value: { actionId, stored: record.stored } }
      : KEY_REUSED;
  }
  if (taskVersion !== null && taskVersion !== record.stored.taskVersion)
    return refuseStale(dependencies, record.stored, now);
  const decided = await decide(record, actionId);
  if ('refusal' in decided) return decided;
  const source = { actionId, contentHash, by: caller.subject, now };
  const written = await writeDecided(dependencies, record, decided.value, source);
  return written === 'conflict' ? 'conflict' : { value: { actionId, stored: written } };
};

/**
 * An action on an episode, which may have no task. The same request under the same key is one action. A
 * request based on an older version of the task is refused as `stale`. After a conflict everything
 * is read and decided again; throws after too many conflicts.
 */
const recordWith = async <Record extends WorkRecord>(
  dependencies: ActionDependencies,
  request: ActionRequest,
  caller: Caller,
  now: Instant,
  deciding: Deciding<Record>,
): Promise<Result<RecordedEpisodeActionView>> => {
  if (!hasPermission(caller, 'workTasks')) return NOT_YOUR_ROLE;
  const recorded = await retryOnConflict(dependencies.backOff, () =>
    recordOnce(dependencies, request, caller, now, deciding),
  );
  if ('refusal' in recorded) return recorded;
  const { actionId, stored } = recorded.value;
  const children = await dependencies.episodes.readChildren(listChildIds([stored]));
  return { value: { actionId, task: viewTask(stored, children, now) } };
};

/** What a person does about an episode is recorded here, also of a child who is missing and has no task. */
export const recordEpisodeAction = (
  dependencies: ActionDependencies,
  request: ActionRequest,
  caller: Caller,
  now: Instant,
  decide: Decide<WorkRecord>,
): Promise<Result<RecordedEpisodeActionView>> =>
  recordWith(dependencies, request, caller, now, { read: readWorkRecord, decide });

/** Every action of a person on a task is recorded here. */
export const recordAction = async (
  dependencies: ActionDependencies,
  request: ActionRequest,
  caller: Caller,
  now: Instant,
  decide: Decide,
): Promise<Result<RecordedActionView>> => {
  const deciding = { read: readTaskRecord, decide };
  const recorded = await recordWith(dependencies, request, caller, now, deciding);
  if ('refusal' in recorded) return recorded;
  const { actionId, task } = recorded.value;
  return task === null ? NOT_FOUND : { value: { actionId, task } };
};
