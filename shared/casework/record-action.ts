import { contentHashOf } from '../kernel/content-hash.ts';
import { hash } from '../kernel/hash.ts';
import { addMs, type Instant } from '../kernel/instant.ts';
import { KEY_REUSED, NOT_FOUND, NOT_YOUR_ROLE, type Result, STALE } from '../kernel/result.ts';
import { retryOnConflict } from '../kernel/write-result.ts';
import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import type { Directory } from '../directory/directory.ts';
import type { IntelligenceReport } from '../intelligence/report.ts';
import type { Action, ActionDetail, ActionKind } from '../episodes/action.ts';
import type { Debrief } from '../episodes/debrief.ts';
import type { EpisodeChange, EpisodeConsequences } from '../episodes/episode-writes.ts';
import type { StoredEpisode } from '../episodes/episode.ts';
import type { RaisedLevel } from '../episodes/escalation.ts';
import { foldEpisode } from '../episodes/rules/fold-episode.ts';
import { buildNextState } from '../episodes/rules/next-state.ts';
import { type RecordedActionView, viewTask } from '../episodes/task-api.ts';
import { type CaseworkDependencies, readTaskRecord, type TaskRecord } from './task-record.ts';

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
  { episodes, directory }: CaseworkDependencies,
  { taskId, key, taskVersion, kind, content }: ActionRequest,
  caller: Caller,
  now: Instant,
  decide: Decide,
): Promise<Result<RecordedActionView> | 'conflict'> => {
  const record = await readTaskRecord(episodes, taskId, caller);
  if (record === null) return NOT_FOUND;
  const actionId = createActionId(taskId, key);
  const contentHash = hashAction(kind, content);
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
  const change = buildActionChange(record, decided.value, { ...source, actionId }, directory);
  const others = (decided.value.also ?? []).map((other) => {
    const otherId = createActionId(other.record.task.taskId, actionId);
    return buildActionChange(
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
  ports: CaseworkDependencies,
  request: ActionRequest,
  caller: Caller,
  now: Instant,
  decide: Decide,
): Promise<Result<RecordedActionView>> => {
  if (!hasPermission(caller, 'workTasks')) return NOT_YOUR_ROLE;
  return retryOnConflict(ports.backOff, () => recordOnce(ports, request, caller, now, decide));
};

/** What a person does to a task, by the rules: the action and what follows from it. */
export interface Decision extends Partial<Omit<EpisodeConsequences, 'actions'>> {
  readonly detail: ActionDetail;
  /** When it happened; without it, now. */
  readonly happenedAt?: Instant;
  /** The action that it corrects or retracts. */
  readonly corrects?: string | null;
  /** Free text by name; those that were not given are left out. */
  readonly texts?: Readonly<Record<string, string | undefined>>;
  readonly debrief?: Debrief;
  readonly report?: IntelligenceReport;
  /** The levels raised, when one was acknowledged; without it, as they were. */
  readonly raised?: readonly RaisedLevel[];
}

/** Who acts, and what makes a repeat of the same request recognisable. */
export interface ActionSource {
  readonly actionId: string;
  readonly contentHash: string;
  readonly by: string;
  readonly now: Instant;
}

/** The same for the same key of a client and task, so that a repeat is known. */
export const createActionId = (taskId: string, key: string): string =>
  `act-${hash('action', taskId, key)}`;

/** Hash over all that was sent, to tell a repeat from a re-used key. */
export const hashAction = (kind: ActionKind, content: unknown): string =>
  contentHashOf({ kind, content });

/** Actions are folded in the order of their recording, so none may share its instant with one before. */
const recordingTime = (actions: readonly Action[], now: Instant): Instant =>
  actions.reduce((time, { recordedAt }) => (recordedAt < time ? time : addMs(recordedAt, 1)), now);

const textsGiven = (texts: Decision['texts'] = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );

/** The change of an episode by one action, on the record that was read. */
export const buildActionChange = (
  { stored, facts, actions }: TaskRecord,
  decision: Decision,
  { actionId, contentHash, by, now }: ActionSource,
  directory: Directory,
): EpisodeChange => {
  const texts = textsGiven(decision.texts);
  const action: Action = {
    ...decision.detail,
    actionId,
    by,
    happenedAt: decision.happenedAt ?? now,
    recordedAt: recordingTime(actions, now),
    corrects: decision.corrects ?? null,
    contentHash,
    texts: Object.keys(texts).sort(),
  };
  const episode = foldEpisode(facts, directory, [...actions, action]);
  const { childId, childKeys } = stored;
  const { raised = stored.raised, debrief = null, report } = decision;
  return {
    previous: stored,
    next: buildNextState(stored, { episode, childId, childKeys, raised }, directory),
    actions: [{ action, texts, debrief, ...(report && { report }) }],
    escalations: decision.escalations ?? [],
    alerts: decision.alerts ?? [],
    claim: decision.claim ?? null,
  };
};
