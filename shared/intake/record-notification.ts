import { allocateByPolicy } from '../casework/allocate-by-policy.ts';
import type { Directory } from '../directory/directory.ts';
import type { StaffStore } from '../directory/staff-store.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';
import type {
  EpisodeWrite,
  NotificationWriteResult,
  StateChange,
} from '../episodes/episode-writes.ts';
import { type Episode, makeEpisodeId, type StoredEpisode } from '../episodes/episode.ts';
import { type Fact, sortFacts } from '../episodes/fact.ts';
import { findChild } from '../episodes/link-child.ts';
import type { RaisedLevel } from '../episodes/escalation.ts';
import { assignRaisedLevels, moveEscalations } from '../episodes/move-escalations.ts';
import type { KnownChild } from '../episodes/rules/child-identity.ts';
import type { KnownNotification } from '../episodes/pending-reply.ts';
import {
  type EpisodeRecord,
  findWorkedFor,
  type ReferenceRecord,
  splitRecord,
} from '../episodes/reference-record.ts';
import { foldEpisode } from '../episodes/rules/fold-episode.ts';
import { buildNextState } from '../episodes/rules/next-state.ts';
import type { Instant } from '../kernel/instant.ts';
import type { RunInSequence } from '../kernel/run-in-sequence-by-key.ts';
import type { Backoff } from '../kernel/system-random.ts';
import { retryOnConflict } from '../kernel/write-result.ts';
import type { Finding } from '../police-contract/finding.ts';
import { isDeepStrictEqual } from 'node:util';
import { warnAboutEpisode } from './warn-about-episode.ts';

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

const findKnown = (record: ReferenceRecord, fact: Fact): Recorded | null => {
  const known = record.facts.find(({ id }) => id === fact.id);
  if (known === undefined) return null;
  const { contentHash, messageId } = known;
  const episode = splitRecord(record).find(({ facts }) => facts.some(({ id }) => id === fact.id));
  const episodeId = episode?.episodeId ?? makeEpisodeId(fact.force, fact.reference);
  return { outcome: 'known', known: { episodeId, contentHash, messageId } };
};

/** An episode as it will be, but for what the allocation policy adds. */
interface Folded {
  readonly record: EpisodeRecord;
  readonly unallocated: Episode;
  readonly raised: readonly RaisedLevel[];
}

const foldRecords = (
  records: readonly EpisodeRecord[],
  states: readonly StoredEpisode[],
  directory: Directory,
): readonly Folded[] => {
  const folded = records.map((record) => ({
    record,
    unallocated: foldEpisode(record.facts, directory, record.actions, record),
  }));
  const raised = assignRaisedLevels(
    states,
    folded.map(({ unallocated }) => unallocated),
  );
  return folded.map((one) => ({ ...one, raised: raised.get(one.record.episodeId) ?? [] }));
};

interface PreparedChange extends StateChange {
  readonly contradicted: readonly KnownChild[];
}

/**
 * Links the child, and allocates the task of the episode that the notification belongs to. `before` is the episode
 * before it under the reference.
 */
const prepareChange = async (
  dependencies: RecordDependencies,
  fact: Fact,
  { record, unallocated, raised }: Folded,
  before: StoredEpisode | null,
): Promise<PreparedChange> => {
  const { episodes, directory } = dependencies;
  const { stored, facts, actions } = record;
  const { link, contradicted } = await findChild(episodes, unallocated, { stored, before });
  const notified = {
    fact,
    episode: unallocated,
    link,
    workedFor: findWorkedFor(sortFacts(facts)),
    authorityBefore: stored?.episode.responsibleAuthority ?? null,
  };
  const allocation = hasFact(record, fact) ? await allocateByPolicy(dependencies, notified) : null;
  const episode =
    allocation === null
      ? unallocated
      : foldEpisode(facts, directory, [...actions, allocation.action], record);
  return {
    previous: stored,
    next: buildNextState(stored, { episode, ...link, raised }, directory),
    actions: allocation === null ? [] : [{ action: allocation.action, texts: {}, debrief: null }],
    escalations: [],
    alerts: allocation?.alerts ?? [],
    claim: allocation?.claim ?? null,
    movedEscalations: await moveEscalations(episodes, stored, episode, raised),
    contradicted,
  };
};

const isChanged = ({ previous, next, actions }: StateChange): boolean =>
  previous === null ||
  actions.length > 0 ||
  previous.childId !== next.childId ||
  !isDeepStrictEqual(previous.episode, next.episode) ||
  !isDeepStrictEqual(previous.childKeys, next.childKeys) ||
  !isDeepStrictEqual(previous.raised, next.raised);

const hasFact = ({ facts }: EpisodeRecord, { id }: Fact): boolean =>
  facts.some((fact) => fact.id === id);

/** Both sides of a contradiction are put before a person. Those of the same reference show it by themselves. */
const markContradicted = async (
  { episodes }: RecordDependencies,
  contradicted: readonly KnownChild[],
  { childId, episode }: StoredEpisode,
): Promise<readonly StateChange[]> => {
  const states = await Promise.all(
    contradicted.map(({ episodeId }) => episodes.readState(episodeId)),
  );
  return states.flatMap((stored) => {
    const isOwn =
      stored?.episode.force === episode.force && stored.episode.reference === episode.reference;
    if (stored === null || isOwn || childId === null) return [];
    if (stored.contradicting.includes(childId)) return [];
    const next = {
      ...stored,
      version: stored.version + 1,
      contradicting: [...stored.contradicting, childId],
    };
    return [{ previous: stored, next, actions: [], escalations: [], alerts: [], claim: null }];
  });
};

/**
 * The state of the first episode is written with every notification of the reference, so that two at the same time
 * conflict, whichever episodes they change.
 */
const prepareWrite = async (
  dependencies: RecordDependencies,
  { fact, subject, body, firstReceivedAt, warnings }: ReceivedNotification,
  { facts, actions, states }: ReferenceRecord,
): Promise<EpisodeWrite> => {
  const records = splitRecord({ facts: [...facts, fact], actions, states });
  const changes: PreparedChange[] = [];
  for (const folded of foldRecords(records, states, dependencies.directory)) {
    const before = changes.at(-1)?.next ?? null;
    changes.push(await prepareChange(dependencies, fact, folded, before));
  }
  const at = records.findIndex((record) => hasFact(record, fact));
  const [own, prepared] = [records[at], changes[at]];
  if (own === undefined || prepared === undefined)
    throw new Error('A notification belongs to no episode.');
  const { contradicted, ...change } = prepared;
  const others = changes.flatMap(({ contradicted: _, ...other }, index) =>
    index !== at && (index === 0 || isChanged(other)) ? [other] : [],
  );
  const ids = new Set(records.map(({ episodeId }) => episodeId));
  return {
    fact,
    subject,
    body,
    firstReceivedAt,
    warnings: [...warnings, ...warnAboutEpisode(fact, own)],
    ...change,
    others: [...others, ...(await markContradicted(dependencies, contradicted, change.next))],
    gone: states.filter(({ episode }) => !ids.has(episode.episodeId)),
  };
};

const toRecorded = (written: NotificationWriteResult, episodeId: string): Recorded | 'conflict' => {
  if (written.outcome === 'conflict') return 'conflict';
  return written.outcome === 'written' ? { outcome: 'written', episodeId } : written;
};

const recordOnce = async (
  dependencies: RecordDependencies,
  received: ReceivedNotification,
  firstId: string,
): Promise<Recorded | 'conflict'> => {
  const record = await dependencies.episodes.readReference(firstId);
  const known = findKnown(record, received.fact);
  if (known !== null) return known;
  const write = await prepareWrite(dependencies, received, record);
  return toRecorded(await dependencies.episodes.write(write), write.next.episode.episodeId);
};

/**
 * Writes the fact and every state of the reference that it changes together, on the versions that
 * were read. Throws after ten conflicts, so that the queue delivers the message again.
 */
export const recordNotification = (
  dependencies: RecordDependencies,
  received: ReceivedNotification,
): Promise<Recorded> => {
  const { force, reference } = received.fact;
  const firstId = makeEpisodeId(force, reference);
  return dependencies.runInSequence(firstId, () =>
    retryOnConflict(dependencies.backOff, () => recordOnce(dependencies, received, firstId)),
  );
};
