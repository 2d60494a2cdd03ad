import { contentHashOf } from '../kernel/content-hash.ts';
import { type Action, type ActionDetail, type ActionKind } from '../episodes/action.ts';
import type { Directory } from '../directory/authority.ts';
import type { Debrief } from '../episodes/debrief.ts';
import type { RaisedLevel } from '../episodes/escalation.ts';
import { foldEpisode } from '../episodes/fold-episode.ts';
import { hash } from '../kernel/hash.ts';
import { addMs, type Instant } from '../kernel/instant.ts';
import type { IntelligenceReport } from '../intelligence/report.ts';
import type { EpisodeChange, EpisodeConsequences } from '../episodes/episode-change.ts';
import { buildNextState } from '../episodes/next-state.ts';
import type { TaskRecord } from './task-record.ts';

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
export const actionIdOf = (taskId: string, key: string): string =>
  `act-${hash('action', taskId, key)}`;

/** Hash over all that was sent, to tell a repeat from a re-used key. */
export const actionHashOf = (kind: ActionKind, content: unknown): string =>
  contentHashOf({ kind, content });

/** Actions are folded in the order of their recording, so none may share its instant with one before. */
const recordingTime = (actions: readonly Action[], now: Instant): Instant =>
  actions.reduce((time, { recordedAt }) => (recordedAt < time ? time : addMs(recordedAt, 1)), now);

const textsGiven = (texts: Decision['texts'] = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );

/** The change of an episode by one action, on the record that was read. */
export const changeByAction = (
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
