import type { Directory } from '../directory/directory.ts';
import type { StaffStore } from '../directory/staff-store.ts';
import type { Action } from '../episodes/action.ts';
import type { Instant } from '../kernel/instant.ts';
import { allocateByPolicy } from '../casework/allocate-by-policy.ts';
import { linkChild } from '../episodes/link-child.ts';
import { moveEscalations } from '../episodes/move-escalations.ts';
import type { RunInSequence } from '../kernel/run-in-sequence-by-key.ts';
import { retryOnConflict } from '../kernel/write-result.ts';
import type { Fact } from '../episodes/fact.ts';
import { foldEpisode } from '../episodes/rules/fold-episode.ts';
import { buildNextState } from '../episodes/rules/next-state.ts';
import { createFinding } from '../police-contract/findings.ts';
import type { EpisodeWrite, NotificationWriteResult } from '../episodes/episode-writes.ts';
import type { KnownNotification } from '../episodes/pending-reply.ts';
import type { EpisodeRecord, EpisodeStore } from '../episodes/episode-store.ts';
import { type Episode, makeEpisodeId } from '../episodes/episode.ts';
import type { Finding } from '../police-contract/finding.ts';
import type { Backoff } from '../kernel/system-random.ts';

export interface ReceivedNotification {
  readonly fact: Fact;
  readonly subject: string;
  readonly body: string;
  readonly firstReceivedAt: Instant;
  readonly warnings: readonly Finding[];
}

export interface RecordDependencies {
  readonly episodes: EpisodeStore;
  readonly staff: StaffStore;
  readonly directory: Directory;
  readonly backOff: Backoff;
  readonly runInSequence: RunInSequence;
}

/** `known`: the id was stored before, by this message or another, with this content or another. */
export type Recorded =
  | { readonly outcome: 'written'; readonly episodeId: string }
  | { readonly outcome: 'known'; readonly known: KnownNotification };

const findKnown = (record: EpisodeRecord, fact: Fact, episodeId: string): Recorded | null => {
  const known = record.facts.find(({ id }) => id === fact.id);
  if (known === undefined) return null;
  const { contentHash, messageId } = known;
  return { outcome: 'known', known: { episodeId, contentHash, messageId } };
};

/** Which time of a notification a warning about the order of times points at. */
const POINTERS: Partial<Record<Fact['kind'], string>> = {
  reported: '/data/reportedAt',
  updated: '/data/reportedAt',
  found: '/data/foundAt',
  returned: '/data/returnedAt',
};

const warnAboutEpisode = (fact: Fact, { flags }: Episode): readonly Finding[] => {
  const path = POINTERS[fact.kind];
  return path !== undefined && flags.includes('order-of-times')
    ? [createFinding('order-of-times', path)]
    : [];
};

const prepareWrite = async (
  dependencies: RecordDependencies,
  { fact, subject, body, firstReceivedAt, warnings }: ReceivedNotification,
  { stored, facts, actions }: EpisodeRecord,
): Promise<EpisodeWrite> => {
  const { episodes, directory } = dependencies;
  const fold = (more: readonly Action[]) =>
    foldEpisode([...facts, fact], directory, [...actions, ...more]);
  const unallocated = fold([]);
  const link = await linkChild(episodes, unallocated, stored);
  const { childId } = link;
  const authorityBefore = stored?.episode.responsibleAuthority ?? null;
  const noticed = { fact, episode: unallocated, childId, authorityBefore };
  const allocation = await allocateByPolicy(dependencies, noticed);
  const episode = allocation === null ? unallocated : fold([allocation.action]);
  const movedEscalations = await moveEscalations(episodes, stored, episode);
  return {
    fact,
    subject,
    body,
    firstReceivedAt,
    warnings: [...warnings, ...warnAboutEpisode(fact, episode)],
    previous: stored,
    next: buildNextState(stored, { episode, ...link, raised: stored?.raised ?? [] }, directory),
    actions: allocation === null ? [] : [{ action: allocation.action, texts: {}, debrief: null }],
    escalations: [],
    alerts: allocation?.alerts ?? [],
    claim: allocation?.claim ?? null,
    movedEscalations,
  };
};

const toRecorded = (written: NotificationWriteResult, episodeId: string): Recorded | 'conflict' => {
  if (written.outcome === 'conflict') return 'conflict';
  return written.outcome === 'written' ? { outcome: 'written', episodeId } : written;
};

const recordOnce = async (
  dependencies: RecordDependencies,
  received: ReceivedNotification,
  episodeId: string,
): Promise<Recorded | 'conflict'> => {
  const record = await dependencies.episodes.read(episodeId);
  const known = findKnown(record, received.fact, episodeId);
  if (known !== null) return known;
  const write = await prepareWrite(dependencies, received, record);
  return toRecorded(await dependencies.episodes.write(write), episodeId);
};

/**
 * Writes the fact and the new state together, on the version that was read. Throws after ten
 * conflicts, so that the queue delivers the message again.
 */
export const recordNotification = (
  dependencies: RecordDependencies,
  received: ReceivedNotification,
): Promise<Recorded> => {
  const { force, reference } = received.fact;
  const episodeId = makeEpisodeId(force, reference);
  return dependencies.runInSequence(episodeId, () =>
    retryOnConflict(dependencies.backOff, () => recordOnce(dependencies, received, episodeId)),
  );
};
