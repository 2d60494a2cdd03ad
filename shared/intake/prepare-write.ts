import type { Directory } from '../directory/directory.ts';
import type { StaffStore } from '../directory/staff-store.ts';
import type { EpisodeWrite, StateChange, WrittenNotification } from '../episodes/episode-writes.ts';
import { readFirstId } from '../episodes/episode-items.ts';
import type { StoredEpisode } from '../episodes/episode.ts';
import type { Fact } from '../episodes/fact.ts';
import type { KnownNotification } from '../episodes/pending-reply.ts';
import type { EpisodeRecord, ReferenceRecord } from '../episodes/reference-record.ts';
import type { PendingReview } from '../episodes/pending-review.ts';
import type { ReferenceStore } from '../episodes/reference-store.ts';
import type { KnownChild } from '../episodes/rules/child-identity.ts';
import type { RunInSequence } from '../kernel/run-in-sequence-by-key.ts';
import { hash } from '../kernel/hash.ts';
import type { Backoff } from '../kernel/system-random.ts';
import type { Finding } from '../police-contract/finding.ts';
import { createFinding } from '../police-contract/findings.ts';
import { findDuplicated } from './find-duplicated.ts';
import { type PreparedReference, prepareReference } from './prepare-reference.ts';
import { warnAboutEpisode } from './warn-about-episode.ts';

export type ReceivedNotification = Omit<WrittenNotification, 'episodeId'>;

/** `known`: the id was stored before, by this message or another, with this content or another. */
export type Recorded =
  | { readonly outcome: 'written'; readonly episodeId: string }
  | { readonly outcome: 'known'; readonly known: KnownNotification };

export interface RecordDependencies {
  readonly episodes: ReferenceStore;
  readonly staff: StaffStore;
  readonly directory: Directory;
  readonly backOff: Backoff;
  readonly runInSequence: RunInSequence<ReceivedNotification, Recorded>;
}

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

/** The notification as it is to be kept, with what its force is to be warned of. */
const completeNotification = async (
  dependencies: RecordDependencies,
  received: ReceivedNotification,
  { records, change }: PreparedReference,
): Promise<WrittenNotification> => {
  const { fact, warnings } = received;
  const own = records.find((record) => hasFact(record, fact));
  if (own === undefined) throw new Error('A notification belongs to no episode.');
  return {
    ...received,
    episodeId: own.episodeId,
    warnings: [
      ...warnings,
      ...warnAboutEpisode(fact, own),
      ...(await warnOfDuplicate(dependencies, fact, change.next)),
    ],
  };
};

/**
 * Where an episode turns out to be about another child, tasks of the one it was about before can depend on it, under any
 * id of that child.
 */
const prepareReview = async (
  { episodes }: RecordDependencies,
  { force, id, receivedAt }: Fact,
  changes: readonly StateChange[],
): Promise<PendingReview | null> => {
  const former = changes.flatMap(({ previous, next }) =>
    previous?.childId == null || previous.childId === next.childId ? [] : [previous.childId],
  );
  if (former.length === 0) return null;
  const lists = await Promise.all(former.map((childId) => episodes.listEpisodesOfChild(childId)));
  const ids = lists.flat().map(({ episode }) => readFirstId(episode.episodeId));
  return { reviewId: hash('review', force, id), since: receivedAt, references: [...new Set(ids)] };
};

/** `received`: all of one reference. The states are made with all of them. */
export const prepareWrite = async (
  dependencies: RecordDependencies,
  received: readonly [ReceivedNotification, ...ReceivedNotification[]],
  reference: ReferenceRecord,
): Promise<EpisodeWrite> => {
  const { actions } = reference;
  const facts = received.map(({ fact }) => fact);
  const prepared = await prepareReference(dependencies, reference, {
    cause: facts.at(-1) ?? received[0].fact,
    after: { facts: [...reference.facts, ...facts], actions },
    isIn: (record) => facts.some((fact) => hasFact(record, fact)),
  });
  const { contradicted, ...change } = prepared.change;
  const marked = await markContradicted(dependencies, contradicted, change.next);
  const [first, ...rest] = received;
  return {
    ...(await completeNotification(dependencies, first, prepared)),
    ...change,
    together: await Promise.all(
      rest.map((one) => completeNotification(dependencies, one, prepared)),
    ),
    others: [...prepared.others, ...marked],
    gone: prepared.gone,
    review: await prepareReview(dependencies, first.fact, [change, ...prepared.others]),
  };
};
