import type { EpisodeWrite, NotificationWriteResult } from '../episodes/episode-writes.ts';
import { type Fact } from '../episodes/fact.ts';
import type { KnownNotification } from '../episodes/pending-reply.ts';
import { type ReferenceRecord, splitRecord } from '../episodes/reference-record.ts';
import { retryOnConflict } from '../kernel/write-result.ts';
import {
  prepareWrite,
  type ReceivedNotification,
  type RecordDependencies,
} from './prepare-write.ts';
import { needsReview } from './needs-review.ts';
import { reviewWithdrawals } from './review-withdrawals.ts';

/** `known`: the id was stored before, by this message or another, with this content or another. */
export type Recorded =
  | { readonly outcome: 'written'; readonly episodeId: string }
  | { readonly outcome: 'known'; readonly known: KnownNotification };

const findKnown = (record: ReferenceRecord, fact: Fact): Recorded | null => {
  const known = record.facts.find(({ id }) => id === fact.id);
  if (known === undefined) return null;
  const { contentHash, messageId } = known;
  const episode = splitRecord(record).find(({ facts }) => facts.some(({ id }) => id === fact.id));
  const episodeId = episode?.episodeId ?? record.firstId;
  return { outcome: 'known', known: { episodeId, contentHash, messageId } };
};

const toRecorded = (written: NotificationWriteResult, episodeId: string): Recorded | 'conflict' => {
  if (written.outcome === 'conflict') return 'conflict';
  return written.outcome === 'written' ? { outcome: 'written', episodeId } : written;
};

/** The queue delivered the message again: perhaps it was cut off after it was stored. */
const reviewAgain = async (
  dependencies: RecordDependencies,
  { firstId }: ReferenceRecord,
  { messageId, receivedAt }: Fact,
  recorded: Recorded,
): Promise<void> => {
  if (recorded.outcome === 'known' && recorded.known.messageId === messageId)
    await reviewWithdrawals(dependencies, firstId, receivedAt);
};

const recordOnce = async (
  dependencies: RecordDependencies,
  received: ReceivedNotification,
  firstId: string,
): Promise<Recorded | 'conflict'> => {
  const record = await dependencies.episodes.readReference(firstId);
  const known = findKnown(record, received.fact);
  if (known !== null) {
    await reviewAgain(dependencies, record, received.fact, known);
    return known;
  }
  const write = await prepareWrite(dependencies, received, record);
  const written = await dependencies.episodes.write(write);
  if (written.outcome === 'written') await reviewAfter(dependencies, received.fact, record, write);
  return toRecorded(written, write.next.episode.episodeId);
};

const reviewAfter = async (
  dependencies: RecordDependencies,
  fact: Fact,
  record: ReferenceRecord,
  write: EpisodeWrite,
): Promise<void> => {
  const changes = [write, ...write.others];
  if (!(await needsReview(dependencies, fact, record, changes))) return;
  await reviewWithdrawals(dependencies, record.firstId, fact.receivedAt);
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
  const firstId = dependencies.episodes.ids.makeEpisodeId(force, reference);
  return dependencies.runInSequence(firstId, () =>
    retryOnConflict(dependencies.backOff, () => recordOnce(dependencies, received, firstId)),
  );
};
