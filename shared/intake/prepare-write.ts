import { allocateByPolicy } from '../casework/allocate-by-policy.ts';
import type { Alert } from '../alerts/alert.ts';
import type { Directory } from '../directory/directory.ts';
import type { StaffStore } from '../directory/staff-store.ts';
import type { ReferenceStore } from '../episodes/reference-store.ts';
import type { EpisodeWrite, StateChange } from '../episodes/episode-writes.ts';
import type { StoredEpisode } from '../episodes/episode.ts';
import { type Fact, sortFacts } from '../episodes/fact.ts';
import { findChild } from '../episodes/link-child.ts';
import {
  buildStateChange,
  foldReference,
  type FoldedEpisode,
  isChanged,
  listGone,
} from '../episodes/change-reference.ts';
import type { KnownChild } from '../episodes/rules/child-identity.ts';
import {
  type EpisodeRecord,
  findWorkedFor,
  type ReferenceRecord,
  splitRecord,
} from '../episodes/reference-record.ts';
import { foldEpisode } from '../episodes/rules/fold-episode.ts';
import type { Instant } from '../kernel/instant.ts';
import type { RunInSequence } from '../kernel/run-in-sequence-by-key.ts';
import type { Backoff } from '../kernel/system-random.ts';
import type { Finding } from '../police-contract/finding.ts';
import { createFinding } from '../police-contract/findings.ts';
import { notifyOfDeath } from './notify-of-death.ts';
import { notifyOfMovedWork } from '../casework/notify-of-moved-work.ts';
import { findDuplicated } from './find-duplicated.ts';
import { warnAboutEpisode } from './warn-about-episode.ts';

export interface ReceivedNotification {
  readonly fact: Fact;
  readonly subject: string;
  readonly body: string;
  readonly firstReceivedAt: Instant;
  readonly warnings: readonly Finding[];
}

export interface RecordDependencies {
  readonly episodes: ReferenceStore;
  readonly staff: StaffStore;
  readonly directory: Directory;
  readonly backOff: Backoff;
  readonly runInSequence: RunInSequence;
}

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
  folded: FoldedEpisode,
  before: StoredEpisode | null,
): Promise<PreparedChange> => {
  const { episodes, directory } = dependencies;
  const { record, episode: unallocated, isReused } = folded;
  const { stored, facts, actions } = record;
  const known = { stored, before, isReused };
  const { link, contradicted } = await findChild(episodes, unallocated, known);
  const notified = {
    fact,
    episode: unallocated,
    link,
    workedFor: findWorkedFor(sortFacts(facts)),
    authorityBefore: stored?.episode.responsibleAuthority ?? null,
  };
  const isOwn = hasFact(record, fact);
  const allocation = isOwn ? await allocateByPolicy(dependencies, notified) : null;
  const episode =
    allocation === null
      ? unallocated
      : foldEpisode(facts, directory, [...actions, allocation.action], record);
  const change = await buildStateChange(episodes, { ...folded, episode }, link, directory);
  return {
    ...change,
    actions: allocation === null ? [] : [{ action: allocation.action, texts: {}, debrief: null }],
    escalations: [],
    alerts: [
      ...(allocation?.alerts ?? []),
      ...(isOwn ? await notifyOfDeath(dependencies, fact, stored, change.next) : []),
    ],
    claim: allocation?.claim ?? null,
    contradicted,
  };
};

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

interface Prepared {
  readonly records: readonly EpisodeRecord[];
  readonly changes: readonly PreparedChange[];
}

const notifyOfMoves = (
  dependencies: RecordDependencies,
  { force, id, receivedAt }: Fact,
  reference: ReferenceRecord,
  { records, changes }: Prepared,
): Promise<readonly Alert[]> =>
  notifyOfMovedWork(dependencies, {
    before: splitRecord(reference),
    after: records,
    episodes: {
      before: reference.states.map(({ episode }) => episode),
      after: changes.map(({ next }) => next.episode),
    },
    cause: `${force}#${id}`,
    at: receivedAt,
  });

/** The force is told when the reference that it named leaves the task open (police contract). */
const warnOfDuplicate = async (
  { episodes }: RecordDependencies,
  fact: Fact,
  next: StoredEpisode,
): Promise<readonly Finding[]> => {
  if (fact.kind !== 'cancelled' || fact.data.reason !== 'duplicate') return [];
  const { duplicateOf } = fact.data;
  if ((await findDuplicated(episodes, next, duplicateOf)) !== null) return [];
  const path = duplicateOf === undefined ? '/data/reason' : '/data/duplicateOf';
  return [createFinding('duplicate-unresolved', path)];
};

/**
 * The state of the first episode is written with every notification of the reference, so that two at the same time
 * conflict, whichever episodes they change.
 */
export const prepareWrite = async (
  dependencies: RecordDependencies,
  { fact, subject, body, firstReceivedAt, warnings }: ReceivedNotification,
  reference: ReferenceRecord,
): Promise<EpisodeWrite> => {
  const { facts, actions, states } = reference;
  const records = splitRecord({ facts: [...facts, fact], actions, states });
  const changes: PreparedChange[] = [];
  for (const folded of foldReference(records, states, dependencies.directory)) {
    const before = changes.at(-1)?.next ?? null;
    changes.push(await prepareChange(dependencies, fact, folded, before));
  }
  const at = records.findIndex((record) => hasFact(record, fact));
  const [own, prepared] = [records[at], changes[at]];
  if (own === undefined || prepared === undefined)
    throw new Error('A notification belongs to no episode.');
  const { contradicted, ...change } = prepared;
  const others = changes.flatMap(({ contradicted: _, ...other }, index) =>
    index !== at && (index === 0 || other.actions.length > 0 || isChanged(other)) ? [other] : [],
  );
  const moved = await notifyOfMoves(dependencies, fact, reference, { records, changes });
  return {
    fact,
    subject,
    body,
    firstReceivedAt,
    warnings: [
      ...warnings,
      ...warnAboutEpisode(fact, own),
      ...(await warnOfDuplicate(dependencies, fact, change.next)),
    ],
    ...change,
    alerts: [...change.alerts, ...moved],
    others: [...others, ...(await markContradicted(dependencies, contradicted, change.next))],
    gone: listGone(records, states),
  };
};
