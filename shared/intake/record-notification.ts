import type { EpisodeWrite } from '../episodes/episode-writes.ts';
import { type Fact } from '../episodes/fact.ts';
import { type ReferenceRecord, splitRecord } from '../episodes/reference-record.ts';
import { createSequences } from '../kernel/run-in-sequence-by-key.ts';
import { retryOnConflict } from '../kernel/write-result.ts';
import {
  prepareWrite,
  type ReceivedNotification,
  type Recorded,
  type RecordDependencies,
} from './prepare-write.ts';
import { finishReview } from './finish-reviews.ts';
import { needsReview } from './needs-review.ts';
import { reviewWithdrawals } from './review-withdrawals.ts';

const findKnown = (record: ReferenceRecord, fact: Fact): Recorded | null => {
  const known = record.facts.find(({ id }) => id === fact.id);
  if (known === undefined) return null;
  const { contentHash, messageId } = known;
  const episode = splitRecord(record).find(({ facts }) => facts.some(({ id }) => id === fact.id));
  const episodeId = episode?.episodeId ?? record.firstId;
  return { outcome: 'known', known: { episodeId, contentHash, messageId } };
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

type Waiting = readonly [ReceivedNotification, ...ReceivedNotification[]];

/** One transaction takes 4 MB, and each message is in it twice. */
const MOST_LETTERS = 1_000_000;

/**
 * An update opens and closes nothing, so that those that wait behind one another can be written at once: as many as are
 * new, and as one transaction holds.
 */
const takeTogether = (record: ReferenceRecord, [first, ...waiting]: Waiting): Waiting => {
  const taken: [ReceivedNotification, ...ReceivedNotification[]] = [first];
  if (first.fact.kind !== 'updated') return taken;
  const ids = new Set([...record.facts, first.fact].map(({ id }) => id));
  let letters = first.body.length;
  for (const one of waiting) {
    letters += one.body.length;
    if (one.fact.kind !== 'updated' || ids.has(one.fact.id) || letters > MOST_LETTERS) break;
    ids.add(one.fact.id);
    taken.push(one);
  }
  return taken;
};

const reviewAfter = async (
  dependencies: RecordDependencies,
  taken: Waiting,
  record: ReferenceRecord,
  write: EpisodeWrite,
): Promise<void> => {
  const [{ fact }, ...others] = taken;
  const changes = [write, ...write.others];
  const known = { ...record, facts: [...record.facts, ...others.map((one) => one.fact)] };
  if (await needsReview(dependencies, fact, known, changes))
    await reviewWithdrawals(dependencies, record.firstId, fact.receivedAt);
  if (write.review) await finishReview(dependencies, write.review, fact.receivedAt);
};

const listRecorded = ({ next, together = [] }: EpisodeWrite): readonly Recorded[] =>
  [next.episode, ...together].map(({ episodeId }) => ({ outcome: 'written', episodeId }));

const recordOnce = async (
  dependencies: RecordDependencies,
  waiting: Waiting,
  firstId: string,
): Promise<readonly Recorded[] | 'conflict'> => {
  const record = await dependencies.episodes.readReference(firstId);
  const [{ fact }] = waiting;
  const known = findKnown(record, fact);
  if (known !== null) {
    await reviewAgain(dependencies, record, fact, known);
    return [known];
  }
  const taken = takeTogether(record, waiting);
  const write = await prepareWrite(dependencies, taken, record);
  const written = await dependencies.episodes.write(write);
  if (written.outcome === 'known') return [written];
  if (written.outcome === 'conflict') return 'conflict';
  await reviewAfter(dependencies, taken, record, write);
  return listRecorded(write);
};

/** One that cannot be recorded takes no other with it: after a fault of several together, the first is tried alone. */
const recordWaiting = async (
  dependencies: RecordDependencies,
  waiting: Waiting,
  firstId: string,
): Promise<readonly Recorded[]> => {
  const record = (some: Waiting) =>
    retryOnConflict(dependencies.backOff, () => recordOnce(dependencies, some, firstId));
  if (waiting.length === 1) return record(waiting);
  return record(waiting).catch(() => record([waiting[0]]));
};

/**
 * Writes the fact and every state of the reference that it changes together, on the versions that were read. Updates of
 * the reference that wait in the same batch are written with it. Throws after ten conflicts, so that the queue delivers
 * the message again.
 */
export const recordNotification = (
  dependencies: RecordDependencies,
  received: ReceivedNotification,
): Promise<Recorded> => {
  const { force, reference } = received.fact;
  const firstId = dependencies.episodes.ids.makeEpisodeId(force, reference);
  return dependencies.runInSequence(firstId, received, (waiting) =>
    recordWaiting(dependencies, waiting, firstId),
  );
};

/** For the notifications that one function takes in at the same time. */
export const createNotificationSequences = (): RecordDependencies['runInSequence'] =>
  createSequences();
