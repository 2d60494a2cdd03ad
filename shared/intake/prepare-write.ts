import type { Directory } from '../directory/directory.ts';
import type { StaffStore } from '../directory/staff-store.ts';
import type { EpisodeWrite, StateChange } from '../episodes/episode-writes.ts';
import type { StoredEpisode } from '../episodes/episode.ts';
import type { Fact } from '../episodes/fact.ts';
import type { EpisodeRecord, ReferenceRecord } from '../episodes/reference-record.ts';
import type { ReferenceStore } from '../episodes/reference-store.ts';
import type { KnownChild } from '../episodes/rules/child-identity.ts';
import type { Instant } from '../kernel/instant.ts';
import type { RunInSequence } from '../kernel/run-in-sequence-by-key.ts';
import type { Backoff } from '../kernel/system-random.ts';
import type { Finding } from '../police-contract/finding.ts';
import { createFinding } from '../police-contract/findings.ts';
import { findDuplicated } from './find-duplicated.ts';
import { prepareReference } from './prepare-reference.ts';
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

export const prepareWrite = async (
  dependencies: RecordDependencies,
  { fact, subject, body, firstReceivedAt, warnings }: ReceivedNotification,
  reference: ReferenceRecord,
): Promise<EpisodeWrite> => {
  const { facts, actions } = reference;
  const prepared = await prepareReference(dependencies, reference, {
    cause: fact,
    after: { facts: [...facts, fact], actions },
    isIn: (record) => hasFact(record, fact),
  });
  const { contradicted, ...change } = prepared.change;
  const marked = await markContradicted(dependencies, contradicted, change.next);
  return {
    fact,
    subject,
    body,
    firstReceivedAt,
    warnings: [
      ...warnings,
      ...warnAboutEpisode(fact, prepared.own),
      ...(await warnOfDuplicate(dependencies, fact, change.next)),
    ],
    ...change,
    others: [...prepared.others, ...marked],
    gone: prepared.gone,
  };
};
