import type { Caller } from '../access/caller.ts';
import { chooseRecordingTime } from '../casework/build-action-change.ts';
import type { Action, ActionDetail } from '../episodes/action.ts';
import { readFirstId } from '../episodes/episode-items.ts';
import type { StoredEpisode } from '../episodes/episode.ts';
import {
  type EpisodeRecord,
  findRecord,
  type ReferenceRecord,
  splitRecord,
} from '../episodes/reference-record.ts';
import { hash, hashContent } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import { KEY_REUSED, type Result } from '../kernel/result.ts';
import type { Backoff } from '../kernel/system-random.ts';
import { retryOnConflict } from '../kernel/write-result.ts';
import { type PrepareDependencies, prepareReference } from './prepare-reference.ts';
import type { PendingReview } from '../episodes/pending-review.ts';
import { finishReview } from './finish-reviews.ts';

export interface ReferenceActionDependencies extends PrepareDependencies {
  readonly backOff: Backoff;
}

/** What is said of an episode, and of which notification. */
export interface ReferenceDecision {
  readonly detail: ActionDetail & { readonly kind: 'return' | 'joining' };
  readonly notificationId: string;
  readonly corrects: string | null;
  readonly texts: Readonly<Record<string, string>>;
}

export interface ReferenceRequest {
  readonly episodeId: string;
  readonly key: string;
  readonly kind: ReferenceDecision['detail']['kind'];
  readonly content: unknown;
  /** Called again with the new record after a conflict. */
  readonly decide: (
    reference: ReferenceRecord,
    records: readonly EpisodeRecord[],
  ) => Result<ReferenceDecision>;
}

export interface RecordedForReference {
  readonly actionId: string;
  readonly episodeIds: readonly string[];
  /** The episode that the action belongs to. */
  readonly stored: StoredEpisode | null;
}

const createAction = (
  { key, episodeId, content }: ReferenceRequest,
  { detail, notificationId, corrects, texts }: ReferenceDecision,
  { actions }: ReferenceRecord,
  by: string,
  now: Instant,
): Action => {
  const recordedAt = chooseRecordingTime(actions, now);
  return {
    ...detail,
    actionId: createActionId(detail.kind, episodeId, key),
    by,
    happenedAt: now,
    recordedAt,
    corrects,
    contentHash: hashContent(content),
    texts: Object.keys(texts),
    notificationId,
  };
};

/** Other references can depend on this one. */
const createReview = ({ actionId, recordedAt }: Action, firstId: string): PendingReview => ({
  reviewId: actionId,
  since: recordedAt,
  references: [firstId],
});

const createActionId = (kind: string, episodeId: string, key: string): string =>
  `act-${hash(kind, episodeId, key)}`;

const write = async (
  dependencies: ReferenceActionDependencies,
  reference: ReferenceRecord,
  action: Action,
  texts: ReferenceDecision['texts'],
): Promise<RecordedForReference | 'conflict'> => {
  const { facts, actions } = reference;
  const { actionId, recordedAt, by } = action;
  const { records, change, others, gone } = await prepareReference(dependencies, reference, {
    cause: { force: facts[0]?.force ?? '', id: actionId, receivedAt: recordedAt },
    after: { facts, actions: [...actions, action] },
    isIn: (record) => record.actions.includes(action),
  });
  const own = {
    ...change,
    actions: [{ action, texts, debrief: null }, ...change.actions],
    alerts: change.alerts.filter(({ recipient }) => recipient !== by),
  };
  const review = createReview(action, reference.firstId);
  const written = await dependencies.episodes.change([own, ...others], { gone, review });
  if (written === 'conflict') return 'conflict';
  const episodeIds = records.map(({ episodeId }) => episodeId);
  return { actionId, episodeIds, stored: change.next };
};

const recordOnce = async (
  dependencies: ReferenceActionDependencies,
  request: ReferenceRequest,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedForReference> | 'conflict'> => {
  const { episodeId, kind, key, content, decide } = request;
  const reference = await dependencies.episodes.readReference(episodeId);
  const records = splitRecord(reference);
  const actionId = createActionId(kind, episodeId, key);
  const repeated = reference.actions.find((action) => action.actionId === actionId);
  if (repeated !== undefined) {
    if (repeated.contentHash !== hashContent(content) || repeated.by !== caller.subject)
      return KEY_REUSED;
    const own = records.find(({ actions }) => actions.includes(repeated));
    const { stored } = own ?? findRecord(reference, episodeId);
    return { value: { actionId, episodeIds: records.map((one) => one.episodeId), stored } };
  }
  const decided = decide(reference, records);
  if ('refusal' in decided) return decided;
  const action = createAction(request, decided.value, reference, caller.subject, now);
  const written = await write(dependencies, reference, action, decided.value.texts);
  return written === 'conflict' ? 'conflict' : { value: written };
};

/**
 * Records what a person says of the episodes of a reference. It may change which notification belongs to which of them,
 * so that all of them are written together, as for a notification. Afterwards it looks again at the tasks of other
 * references that depend on them; when the request is cut off before that, the sweep does it.
 */
export const recordReferenceAction = async (
  dependencies: ReferenceActionDependencies,
  request: ReferenceRequest,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedForReference>> => {
  const done = await retryOnConflict(dependencies.backOff, () =>
    recordOnce(dependencies, request, caller, now),
  );
  if ('value' in done) {
    const references = [readFirstId(request.episodeId)];
    await finishReview(
      dependencies,
      { reviewId: done.value.actionId, since: now, references },
      now,
    );
  }
  return done;
};
