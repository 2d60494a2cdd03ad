import { moveEscalations } from '../episodes/move-escalations.ts';
import type { StaffDependencies } from '../directory/staff-store.ts';
import { type Action, POLICY } from '../episodes/action.ts';
import type { EpisodeIds } from '../episodes/episode-ids.ts';
import { readFirstId } from '../episodes/episode-items.ts';
import type { ReferenceStore } from '../episodes/reference-store.ts';
import type { EpisodeChange } from '../episodes/episode-writes.ts';
import type { StoredEpisode } from '../episodes/episode.ts';
import { sortFacts } from '../episodes/fact.ts';
import { type EpisodeRecord, splitRecord } from '../episodes/reference-record.ts';
import { buildChildKeys, type ChildKey, isSureKey } from '../episodes/rules/child-identity.ts';
import { foldEpisode } from '../episodes/rules/fold-episode.ts';
import { buildNextState } from '../episodes/rules/next-state.ts';
import { findDeceased, isDeceasedContradicted } from '../episodes/rules/withdrawal.ts';
import { hash } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Backoff } from '../kernel/system-random.ts';
import { retryOnConflict } from '../kernel/write-result.ts';
import { type Checked, checkWithdrawal, type KnownRecord } from './check-withdrawal.ts';
import { notifyOfTaskChange } from './notify-of-task-change.ts';

export interface ReviewDependencies extends StaffDependencies {
  readonly episodes: ReferenceStore;
  readonly backOff: Backoff;
}

const createAction = (
  { detail, corrects, notificationId }: Checked,
  { stored: { episode, version } }: KnownRecord,
  now: Instant,
): Action => {
  const actionId = `act-${hash(detail.kind, episode.episodeId, String(version))}`;
  return {
    ...detail,
    actionId,
    by: POLICY,
    happenedAt: now,
    recordedAt: now,
    corrects,
    contentHash: hash(actionId, JSON.stringify(detail)),
    texts: [],
    notificationId,
  };
};

const buildChange = async (
  dependencies: ReviewDependencies,
  record: KnownRecord,
  checked: readonly Checked[],
  now: Instant,
): Promise<EpisodeChange> => {
  const { directory } = dependencies;
  const { stored, facts } = record;
  const actions = checked.map((one) => createAction(one, record, now));
  const episode = foldEpisode(facts, directory, [...record.actions, ...actions], record);
  const next = buildNextState(stored, { ...stored, episode }, directory);
  const cause = { force: episode.force, id: actions[0]?.actionId ?? '', receivedAt: now };
  return {
    previous: stored,
    next,
    movedEscalations: await moveEscalations(
      { ...dependencies, now },
      stored,
      next.episode,
      next.raised,
    ),
    actions: actions.map((action) => ({ action, texts: {}, debrief: null })),
    escalations: [],
    alerts: await notifyOfTaskChange(dependencies, cause, {
      previous: stored,
      next,
      isAllocated: false,
    }),
    claim: null,
  };
};

type Reviewed = 'changed' | 'unchanged';

const reviewOnce = async (
  dependencies: ReviewDependencies,
  firstId: string,
  now: Instant,
): Promise<Reviewed | 'conflict'> => {
  const { episodes } = dependencies;
  const changes: EpisodeChange[] = [];
  for (const record of splitRecord(await episodes.readReference(firstId))) {
    const { stored } = record;
    if (stored === null) continue;
    const known = { ...record, stored };
    const checked = await checkWithdrawal(episodes, known);
    if (checked.length > 0) changes.push(await buildChange(dependencies, known, checked, now));
  }
  if (changes.length === 0) return 'unchanged';
  return (await episodes.change(changes)) === 'written' ? 'changed' : 'conflict';
};

export const wasEverDeceased = ({ facts, actions }: EpisodeRecord): boolean => {
  const ordered = sortFacts(facts);
  return findDeceased(ordered) !== null || isDeceasedContradicted(ordered, actions);
};

/**
 * Under the identifiers of the child, and under those of a child whom the reference described before: what was withdrawn
 * because that one was found dead must be looked at again.
 */
const listIdentifiers = (
  ids: EpisodeIds,
  { childKeys, episode: { force, responsibleAuthority } }: StoredEpisode,
  { facts, earlier }: EpisodeRecord,
): readonly ChildKey[] => {
  const described = [...earlier, ...facts].flatMap((fact) => {
    const isReport = fact.kind === 'reported' || fact.kind === 'updated';
    if (!isReport || fact.data.child === undefined) return [];
    const authority = fact.data.responsibleAuthority ?? responsibleAuthority;
    return buildChildKeys(ids, fact.data.child, authority, force);
  });
  const sure = [...childKeys, ...described].filter(isSureKey);
  return [...new Map(sure.map((key) => [`${key.kind}#${key.hash}`, key])).values()];
};

/**
 * First episodes of the references that are known under the identifiers, and of the children who are known under them, by
 * any id that people said is theirs. To look once too often does no harm.
 */
const listReferencesOfChildren = async (
  episodes: Pick<ReferenceStore, 'findChildren' | 'listEpisodesOfChild'>,
  children: readonly (string | null)[],
  identifiers: readonly ChildKey[],
): Promise<readonly string[]> => {
  const links = (await Promise.all(identifiers.map((key) => episodes.findChildren(key)))).flat();
  const ids = new Set([...children, ...links.map(({ childId }) => childId)]);
  const known = [...ids].filter((childId) => childId !== null);
  const ofChildren = await Promise.all(known.map((id) => episodes.listEpisodesOfChild(id)));
  const episodeIds = [...links, ...ofChildren.flat().map(({ episode }) => episode)];
  return episodeIds.map(({ episodeId }) => readFirstId(episodeId));
};

/** Other references that depend on this one: called its duplicates, or of a child who was found dead. */
const listDependent = async (
  { episodes }: ReviewDependencies,
  firstId: string,
): Promise<readonly string[]> => {
  const record = await episodes.readReference(firstId);
  const all = splitRecord(record);
  const deceased = all.flatMap((one) =>
    one.stored !== null && wasEverDeceased(one)
      ? [listIdentifiers(episodes.ids, one.stored, one)]
      : [],
  );
  // A death that moved to a further episode of the reference was that of the child of another one before.
  const children = deceased.length === 0 ? [] : all.map(({ stored }) => stored?.childId ?? null);
  const ofChildren = await listReferencesOfChildren(episodes, children, deceased.flat());
  return [...new Set([...record.pointing, ...ofChildren])].filter((id) => id !== firstId);
};

const MOST_ROUNDS = 10;

/**
 * Looks again at every task that depends on what was written of this reference: of references that were cancelled as
 * duplicates, and of a child who was found dead. Whoever writes last reads both sides, so that the end is the same in
 * any order. Throws when it comes to no end, so that the queue delivers the message again.
 */
export const reviewWithdrawals = async (
  dependencies: ReviewDependencies,
  firstId: string,
  now: Instant,
): Promise<void> => {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const all = [firstId, ...(await listDependent(dependencies, firstId))];
    let isChanged = false;
    for (const id of all) {
      const reviewed = await retryOnConflict(dependencies.backOff, () =>
        reviewOnce(dependencies, id, now),
      );
      isChanged ||= reviewed === 'changed';
    }
    if (!isChanged) return;
  }
  throw new Error('The withdrawals of a reference come to no end.');
};
