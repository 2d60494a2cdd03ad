import type { Directory } from '../directory/directory.ts';
import type { StaffStore } from '../directory/staff-store.ts';
import type { Action } from '../episodes/action.ts';
import type { Finding } from '../kernel/finding.ts';
import { makeEpisodeId } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import { allocateByPolicy } from '../casework/allocate-by-policy.ts';
import { linkChild } from '../episodes/link-child.ts';
import type { TakeTurns } from '../kernel/run-in-sequence-by-key.ts';
import type { Backoff } from '../kernel/back-off.ts';
import { retryOnConflict } from '../kernel/write-result.ts';
import type { Fact } from '../episodes/fact.ts';
import { foldEpisode } from '../episodes/rules/fold-episode.ts';
import { buildNextState } from '../episodes/rules/next-state.ts';
import { createFinding } from '../police-contract/findings.ts';
import type { Episode } from '../episodes/episode.ts';
import type { EpisodeWrite, NotificationWriteResult } from '../episodes/episode-writes.ts';
import type { KnownNotification } from '../episodes/pending-reply.ts';
import type { EpisodeRecord, EpisodeStore } from '../episodes/episode-store.ts';

/** A usable notification with what the queue and the parser know of it. */
export interface ReceivedNotification {
  readonly fact: Fact;
  readonly body: string;
  /** When the queue first handed it to us: since then a reply is owed. */
  readonly firstReceivedAt: Instant;
  readonly warnings: readonly Finding[];
}

export interface RecordPorts {
  readonly episodes: EpisodeStore;
  readonly staff: StaffStore;
  readonly directory: Directory;
  readonly backOff: Backoff;
  readonly takeTurns: TakeTurns;
}

/** `known`: the id was stored before, by this message or another, with this content or another. */
export type Recorded =
  | { readonly outcome: 'written'; readonly episodeId: string }
  | { readonly outcome: 'known'; readonly known: KnownNotification };

const knownFact = (record: EpisodeRecord, fact: Fact, episodeId: string): Recorded | null => {
  const known = record.facts.find(({ id }) => id === fact.id);
  if (known === undefined) return null;
  const { contentHash, messageId } = known;
  return { outcome: 'known', known: { episodeId, contentHash, messageId } };
};

const prepareWrite = async (
  ports: RecordPorts,
  { fact, body, firstReceivedAt, warnings }: ReceivedNotification,
  { stored, facts, actions }: EpisodeRecord,
): Promise<EpisodeWrite> => {
  const { episodes, directory } = ports;
  const fold = (more: readonly Action[]) =>
    foldEpisode([...facts, fact], directory, [...actions, ...more]);
  const unallocated = fold([]);
  const link = await linkChild(episodes, unallocated, stored);
  const { childId } = link;
  const authorityBefore = stored?.episode.responsibleAuthority ?? null;
  const noticed = { fact, episode: unallocated, childId, authorityBefore };
  const allocation = await allocateByPolicy(ports, noticed);
  const episode = allocation === null ? unallocated : fold([allocation.action]);
  return {
    fact,
    body,
    firstReceivedAt,
    warnings: [...warnings, ...warnReportedAfterReturn(fact, episode)],
    previous: stored,
    next: buildNextState(stored, { episode, ...link, raised: stored?.raised ?? [] }, directory),
    actions: allocation === null ? [] : [{ action: allocation.action, texts: {}, debrief: null }],
    escalations: [],
    alerts: allocation?.alerts ?? [],
    claim: allocation?.claim ?? null,
  };
};

const asRecorded = (written: NotificationWriteResult, episodeId: string): Recorded | 'conflict' => {
  if (written.outcome === 'conflict') return 'conflict';
  return written.outcome === 'written' ? { outcome: 'written', episodeId } : written;
};

const recordOnce = async (
  ports: RecordPorts,
  received: ReceivedNotification,
  episodeId: string,
): Promise<Recorded | 'conflict'> => {
  const record = await ports.episodes.read(episodeId);
  const known = knownFact(record, received.fact, episodeId);
  if (known !== null) return known;
  const write = await prepareWrite(ports, received, record);
  return asRecorded(await ports.episodes.write(write), episodeId);
};

const recordWithRetries = (
  ports: RecordPorts,
  received: ReceivedNotification,
  episodeId: string,
): Promise<Recorded> =>
  retryOnConflict(ports.backOff, () => recordOnce(ports, received, episodeId));

/**
 * Writes the fact and the state that follows from it together, on the version read; when somebody
 * else was quicker, reads again and retries, a bounded number of times with jitter. Throws when it
 * lost every time, so that the queue brings the message again.
 */
export const recordNotification = (
  ports: RecordPorts,
  received: ReceivedNotification,
): Promise<Recorded> => {
  const { force, reference } = received.fact;
  const episodeId = makeEpisodeId(force, reference);
  return ports.takeTurns(episodeId, () => recordWithRetries(ports, received, episodeId));
};

const POINTERS: Partial<Record<Fact['kind'], string>> = {
  reported: '/data/reportedAt',
  updated: '/data/reportedAt',
  returned: '/data/returnedAt',
};

/**
 * The force is told that, under one reference, the child was reported missing after the known
 * return (police contract). The message is accepted and the episode put before a person.
 */
export const warnReportedAfterReturn = (fact: Fact, episode: Episode): readonly Finding[] => {
  const path = POINTERS[fact.kind];
  if (path === undefined || !episode.flags.includes('reported-after-return')) return [];
  return [createFinding('reported-after-return', path)];
};
