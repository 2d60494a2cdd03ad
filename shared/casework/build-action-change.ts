import { hash } from '../kernel/hash.ts';
import { addMs, type Instant } from '../kernel/instant.ts';
import type { Directory } from '../directory/directory.ts';
import type { IntelligenceReport } from '../intelligence/report.ts';
import { type Action, type ActionDetail, type ActionKind, POLICY } from '../episodes/action.ts';
import type { Debrief } from '../episodes/debrief.ts';
import type { EpisodeConsequences } from '../episodes/consequence-writes.ts';
import type { EpisodeChange } from '../episodes/episode-writes.ts';
import { toTaskId } from '../episodes/episode.ts';
import type { RaisedLevel } from '../episodes/escalation.ts';
import { sortFacts } from '../episodes/fact.ts';
import { findWorkedFor } from '../episodes/reference-record.ts';
import { foldEpisode } from '../episodes/rules/fold-episode.ts';
import { buildNextState } from '../episodes/rules/next-state.ts';
import type { WorkRecord } from './task-record.ts';

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
  /** What the policy does because of it, in the same transaction. */
  readonly follows?: readonly ActionDetail[];
  readonly raised?: readonly RaisedLevel[];
  /** The notification that it is done for; the one in force if left out. */
  readonly workedFor?: string | undefined;
}

export interface ActionSource {
  readonly actionId: string;
  readonly contentHash: string;
  readonly by: string;
  readonly now: Instant;
}

/** The same for the same key and task, so that a repeated request is recognised. */
export const createActionId = (taskId: string, key: string): string =>
  `act-${hash('action', taskId, key)}`;

/** Later than every earlier action, because actions are folded in this order. */
export const chooseRecordingTime = (actions: readonly Action[], now: Instant): Instant =>
  actions.reduce((time, { recordedAt }) => (recordedAt < time ? time : addMs(recordedAt, 1)), now);

const dropMissingTexts = (texts: Decision['texts'] = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );

/** A correction belongs to the episode of what it corrects. */
const chooseWorkedFor = (
  { facts, actions }: WorkRecord,
  { corrects, workedFor }: Decision,
): string =>
  workedFor ??
  actions.find(({ actionId }) => actionId === corrects)?.notificationId ??
  findWorkedFor(sortFacts(facts));

/** What is withdrawn with an action, each as an action of its own right after it. */
const buildWithdrawals = (
  { stored, actions }: WorkRecord,
  action: Action,
  { withdraws = [], texts = {} }: Decision,
): EpisodeConsequences['actions'] => {
  const reason = texts['correctionReason'] ?? texts['reason'];
  return withdraws.map((corrects, index) => ({
    action: {
      kind: 'retraction',
      actionId: createActionId(
        toTaskId(stored.episode.episodeId),
        `${action.actionId}/${corrects}`,
      ),
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

/** The id of what the policy does because of an action. */
export const createFollowingId = (taskId: string, actionId: string, kind: ActionKind): string =>
  createActionId(taskId, `${actionId}/${kind}`);

/** By the policy, each right after what it follows from. */
const buildFollowing = (
  action: Action,
  { follows = [] }: Decision,
  taskId: string,
): EpisodeConsequences['actions'] =>
  follows.map((detail, index) => ({
    action: {
      ...detail,
      actionId: createFollowingId(taskId, action.actionId, detail.kind),
      by: POLICY,
      happenedAt: action.recordedAt,
      recordedAt: addMs(action.recordedAt, index + 1),
      corrects: null,
      contentHash: action.contentHash,
      texts: [],
      notificationId: action.notificationId,
    },
    texts: {},
    debrief: null,
  }));

/** What is written of one episode when the action is recorded on it, before its escalations are looked at. */
export const buildActionChange = (
  record: WorkRecord,
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
  const taskId = toTaskId(stored.episode.episodeId);
  const after = [
    ...buildWithdrawals(record, action, decision),
    ...buildFollowing(action, decision, taskId),
  ];
  const all = [...actions, action, ...after.map((one) => one.action)];
  const episode = foldEpisode(facts, directory, all, record);
  const { raised = stored.raised, debrief = null, report } = decision;
  return {
    previous: stored,
    next: buildNextState(stored, { ...stored, episode, raised }, directory),
    actions: [{ action, texts, debrief, ...(report && { report }) }, ...after],
    escalations: decision.escalations ?? [],
    alerts: decision.alerts ?? [],
    claim: decision.claim ?? null,
  };
};
