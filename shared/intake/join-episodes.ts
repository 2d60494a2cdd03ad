import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import type { Alert } from '../alerts/alert.ts';
import { notifyOfMovedWork } from '../casework/notify-of-moved-work.ts';
import { chooseRecordingTime } from '../casework/record-action.ts';
import type { StaffDependencies } from '../directory/staff-store.ts';
import type { Action } from '../episodes/action.ts';
import {
  buildStateChange,
  foldReference,
  isChanged,
  listGone,
} from '../episodes/change-reference.ts';
import { readFirstId } from '../episodes/episode-items.ts';
import type { StateChange } from '../episodes/episode-writes.ts';
import { findChild } from '../episodes/link-child.ts';
import {
  type EpisodeRecord,
  type ReferenceRecord,
  splitRecord,
} from '../episodes/reference-record.ts';
import type { ReferenceStore } from '../episodes/reference-store.ts';
import { hash, hashContent } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import { KEY_REUSED, NOT_YOUR_ROLE, type Result } from '../kernel/result.ts';
import type { Backoff } from '../kernel/system-random.ts';
import { retryOnConflict } from '../kernel/write-result.ts';
import { findJoiningReport, type JoinedEpisodes, type JoiningInput } from './joining.ts';
import { reviewWithdrawals } from './review-withdrawals.ts';

interface Dependencies extends StaffDependencies {
  readonly episodes: ReferenceStore;
  readonly backOff: Backoff;
}

const listChanges = async (
  { episodes, directory }: Dependencies,
  records: readonly EpisodeRecord[],
  { states }: ReferenceRecord,
): Promise<readonly StateChange[]> => {
  const changes: StateChange[] = [];
  for (const folded of foldReference(records, states, directory)) {
    const { record, episode, isReused } = folded;
    const before = changes.at(-1)?.next ?? null;
    const { link } = await findChild(episodes, episode, {
      stored: record.stored,
      before,
      isReused,
    });
    const change = await buildStateChange(episodes, folded, link, directory);
    changes.push({ ...change, actions: [], escalations: [], alerts: [], claim: null });
  }
  return changes;
};

const notifyOthers = async (
  dependencies: Dependencies,
  reference: ReferenceRecord,
  records: readonly EpisodeRecord[],
  changes: readonly StateChange[],
  { actionId, by, recordedAt }: Action,
): Promise<readonly Alert[]> => {
  const alerts = await notifyOfMovedWork(dependencies, {
    before: splitRecord(reference),
    after: records,
    episodes: {
      before: reference.states.map(({ episode }) => episode),
      after: changes.map(({ next }) => next.episode),
    },
    cause: actionId,
    at: recordedAt,
  });
  return alerts.filter(({ recipient }) => recipient !== by);
};

/** The first episode is written too, so that a notification at the same time conflicts. */
const writeJoining = async (
  dependencies: Dependencies,
  reference: ReferenceRecord,
  action: Action,
  reason: string,
): Promise<JoinedEpisodes | 'conflict'> => {
  const records = splitRecord({ ...reference, actions: [...reference.actions, action] });
  const changes = await listChanges(dependencies, records, reference);
  const at = records.findIndex(({ actions }) => actions.includes(action));
  const alerts = await notifyOthers(dependencies, reference, records, changes, action);
  const written = await dependencies.episodes.change(
    changes.flatMap((change, index) => {
      if (index !== at) return index === 0 || isChanged(change) ? [change] : [];
      return [{ ...change, alerts, actions: [{ action, texts: { reason }, debrief: null }] }];
    }),
    listGone(records, reference.states),
  );
  if (written === 'conflict') return 'conflict';
  return { actionId: action.actionId, episodeIds: records.map(({ episodeId }) => episodeId) };
};

const joinOnce = async (
  dependencies: Dependencies,
  input: JoiningInput,
  caller: Caller,
  now: Instant,
): Promise<Result<JoinedEpisodes> | 'conflict'> => {
  const { episodeId, body } = input;
  const { key, reason, joined } = body;
  const reference = await dependencies.episodes.readReference(episodeId);
  const records = splitRecord(reference);
  const actionId = `act-${hash('joining', episodeId, key)}`;
  const contentHash = hashContent({ joined, reason });
  const repeated = reference.actions.find((action) => action.actionId === actionId);
  if (repeated !== undefined) {
    if (repeated.contentHash !== contentHash || repeated.by !== caller.subject) return KEY_REUSED;
    return { value: { actionId, episodeIds: records.map((one) => one.episodeId) } };
  }
  const found = findJoiningReport(reference, records, input, caller);
  if ('refusal' in found) return found;
  const { reportId, corrects } = found.value;
  const recordedAt = chooseRecordingTime(reference.actions, now);
  const action: Action = {
    kind: 'joining',
    joined,
    reportId,
    actionId,
    by: caller.subject,
    happenedAt: now,
    recordedAt,
    corrects,
    contentHash,
    texts: ['reason'],
    notificationId: reportId,
  };
  const written = await writeJoining(dependencies, reference, action, reason);
  return written === 'conflict' ? 'conflict' : { value: written };
};

/**
 * Records that a manager says that two episodes of a reference are one, because the report between them was a mistake;
 * or takes it back. It rewrites nothing: work follows its returns in both directions, and what came in between is where
 * it belongs. Afterwards it looks again at the tasks of other references that depend on it.
 */
export const joinEpisodes = async (
  dependencies: Dependencies,
  input: JoiningInput,
  caller: Caller,
  now: Instant,
): Promise<Result<JoinedEpisodes>> => {
  if (!hasPermission(caller, 'joinEpisodes')) return NOT_YOUR_ROLE;
  const done = await retryOnConflict(dependencies.backOff, () =>
    joinOnce(dependencies, input, caller, now),
  );
  if ('value' in done) await reviewWithdrawals(dependencies, readFirstId(input.episodeId), now);
  return done;
};
