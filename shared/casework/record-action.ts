import { hash, hashContent } from '../kernel/hash.ts';
import { addMs, type Instant } from '../kernel/instant.ts';
import { KEY_REUSED, NOT_FOUND, NOT_YOUR_ROLE, type Result, STALE } from '../kernel/result.ts';
import { retryOnConflict } from '../kernel/write-result.ts';
import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import type { Directory } from '../directory/directory.ts';
import type { IntelligenceReport } from '../intelligence/report.ts';
import type { Action, ActionDetail, ActionKind } from '../episodes/action.ts';
import type { Debrief } from '../episodes/debrief.ts';
import type { EpisodeConsequences } from '../episodes/consequence-writes.ts';
import type { EpisodeChange } from '../episodes/episode-writes.ts';
import { listChildIds, type StoredEpisode } from '../episodes/episode.ts';
import type { RaisedLevel } from '../episodes/escalation.ts';
import { type MoveContext, moveEscalations } from '../episodes/move-escalations.ts';
import { sortFacts } from '../episodes/fact.ts';
import { findWorkedFor } from '../episodes/reference-record.ts';
import { foldEpisode } from '../episodes/rules/fold-episode.ts';
import { buildNextState } from '../episodes/rules/next-state.ts';
import { type RecordedActionView, viewTask } from '../episodes/task-api.ts';
import { type CaseworkDependencies, readTaskRecord, type TaskRecord } from './task-record.ts';

/**
 * An allowed action, with everything that is written with it. `happenedAt` is now if left out;
 * `corrects` is the id of the action that this corrects or retracts; `raised` holds all raised
 * levels when one was acknowledged, and leaves them unchanged if left out.
 */
export interface Decision extends Partial<Omit<EpisodeConsequences, 'actions'>> {
  readonly detail: ActionDetail;
  readonly happenedAt?: Instant;
  readonly corrects?: string | null;
  readonly texts?: Readonly<Record<string, string | undefined>>;
  readonly debrief?: Debrief;
  /** Ids of submitted debriefs that are withdrawn with it, for the reason of the correction. */
  readonly withdraws?: readonly string[];
  readonly report?: IntelligenceReport;
  readonly raised?: readonly RaisedLevel[];
  /** The notification that it is done for; the one in force if left out. */
  readonly workedFor?: string | undefined;
}

interface ActionSource {
  readonly actionId: string;
  readonly contentHash: string;
  readonly by: string;
  readonly now: Instant;
}

/** The same for the same key and task, so that a repeated request is recognised. */
const createActionId = (taskId: string, key: string): string =>
  `act-${hash('action', taskId, key)}`;

/** Distinguishes a repeated request from a re-used key. */
const hashAction = (kind: ActionKind, content: unknown): string => hashContent({ kind, content });

/** Later than every earlier action, because actions are folded in this order. */
export const chooseRecordingTime = (actions: readonly Action[], now: Instant): Instant =>
  actions.reduce((time, { recordedAt }) => (recordedAt < time ? time : addMs(recordedAt, 1)), now);

const dropMissingTexts = (texts: Decision['texts'] = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );

/** A correction belongs to the episode of what it corrects. */
const chooseWorkedFor = (
  { facts, actions }: TaskRecord,
  { corrects, workedFor }: Decision,
): string =>
  workedFor ??
  actions.find(({ actionId }) => actionId === corrects)?.notificationId ??
  findWorkedFor(sortFacts(facts));

/** What is withdrawn with an action, each as an action of its own right after it. */
const buildWithdrawals = (
  { task, actions }: TaskRecord,
  action: Action,
  { withdraws = [], texts = {} }: Decision,
): EpisodeConsequences['actions'] => {
  const reason = texts['correctionReason'] ?? texts['reason'];
  return withdraws.map((corrects, index) => ({
    action: {
      kind: 'retraction',
      actionId: createActionId(task.taskId, `${action.actionId}/${corrects}`),
      by: action.by,
      happenedAt: action.recordedAt,
      recordedAt: addMs(action.recordedAt, index + 1),
      corrects,
      contentHash: action.contentHash,
      texts: reason === undefined ? [] : ['reason'],
      notificationId:
        actions.find(({ actionId }) => actionId === corrects)?.notificationId ??
        action.notificationId,
    },
    texts: dropMissingTexts({ reason }),
    debrief: null,
  }));
};

export const buildActionChange = (
  record: TaskRecord,
  decision: Decision,
  { actionId, contentHash, by, now }: ActionSource,
  directory: Directory,
): EpisodeChange => {
  const { stored, facts, actions } = record;
  const texts = dropMissingTexts(decision.texts);
  const action: Action = {
    ...decision.detail,
    actionId,
    by,
    happenedAt: decision.happenedAt ?? now,
    recordedAt: chooseRecordingTime([...actions, ...record.otherActions], now),
    corrects: decision.corrects ?? null,
    contentHash,
    texts: Object.keys(texts).sort(),
    notificationId: chooseWorkedFor(record, decision),
  };
  const withdrawals = buildWithdrawals(record, action, decision);
  const all = [...actions, action, ...withdrawals.map((one) => one.action)];
  const episode = foldEpisode(facts, directory, all, record);
  const { raised = stored.raised, debrief = null, report } = decision;
  return {
    previous: stored,
    next: buildNextState(stored, { ...stored, episode, raised }, directory),
    actions: [{ action, texts, debrief, ...(report && { report }) }, ...withdrawals],
    escalations: decision.escalations ?? [],
    alerts: decision.alerts ?? [],
    claim: decision.claim ?? null,
  };
};

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
export type Decide = (
  record: TaskRecord,
  actionId: string,
) => Result<Decided> | Promise<Result<Decided>>;

const buildResult = async (
  episodes: CaseworkDependencies['episodes'],
  stored: StoredEpisode,
  actionId: string,
  now: Instant,
): Promise<Result<RecordedActionView>> => {
  const children = await episodes.readChildren(listChildIds([stored]));
  const task = viewTask(stored, children, now);
  return task === null ? NOT_FOUND : { value: { actionId, task } };
};

/** With the escalations of which nothing is left to acknowledge. */
const closeOutdated = async (
  context: MoveContext,
  change: EpisodeChange,
): Promise<EpisodeChange> => {
  const { previous, next } = change;
  const movedEscalations = await moveEscalations(context, previous, next.episode, next.raised);
  return { ...change, movedEscalations };
};

const recordOnce = async (
  { episodes, directory }: CaseworkDependencies,
  { taskId, keyedBy = taskId, key, taskVersion, kind, content }: ActionRequest,
  caller: Caller,
  now: Instant,
  decide: Decide,
): Promise<Result<RecordedActionView> | 'conflict'> => {
  const record = await readTaskRecord(episodes, taskId, caller);
  if (record === null) return NOT_FOUND;
  const actionId = createActionId(keyedBy, key);
  const contentHash = hashAction(kind, content);
  const known = [...record.actions, ...record.otherActions];
  const repeated = known.find((action) => action.actionId === actionId);
  if (repeated !== undefined) {
    return repeated.contentHash === contentHash
      ? buildResult(episodes, record.stored, actionId, now)
      : KEY_REUSED;
  }
  if (taskVersion !== null && taskVersion !== record.stored.taskVersion) return STALE;
  const decided = await decide(record, actionId);
  if ('refusal' in decided) return decided;
  const source = { contentHash, by: caller.subject, now };
  const own = buildActionChange(record, decided.value, { ...source, actionId }, directory);
  const others = (decided.value.also ?? []).map((other) => {
    const otherId = createActionId(other.record.task.taskId, actionId);
    return buildActionChange(
      other.record,
      other.decision,
      { ...source, actionId: otherId },
      directory,
    );
  });
  const changes = await Promise.all(
    [own, ...others].map((change) => closeOutdated({ episodes, directory, now }, change)),
  );
  const written = await episodes.change(changes);
  return written === 'conflict' ? 'conflict' : buildResult(episodes, own.next, actionId, now);
};

/**
 * Every action of a person is recorded here. The same request under the same key is one action. A
 * request based on an older version of the task is refused as `stale`. After a conflict everything
 * is read and decided again; throws after too many conflicts.
 */
export const recordAction = async (
  dependencies: CaseworkDependencies,
  request: ActionRequest,
  caller: Caller,
  now: Instant,
  decide: Decide,
): Promise<Result<RecordedActionView>> => {
  if (!hasPermission(caller, 'workTasks')) return NOT_YOUR_ROLE;
  return retryOnConflict(dependencies.backOff, () =>
    recordOnce(dependencies, request, caller, now, decide),
  );
};
