import type { FeedMessage } from '../../../infra/local/demonstration/feed-message.ts';
import { toInstant } from '../../../shared/kernel/instant.ts';
import { takeNotifications } from '../../../infra/local/demonstration/feed.ts';
import type { Directory } from '../../../shared/directory/directory.ts';
import { createMemoryTable } from '../../../shared/database/memory-table.ts';
import type { Table, TableWrite } from '../../../shared/database/table.ts';
import { receiveMessage } from '../../../shared/intake/receive-message.ts';
import { createNotificationSequences } from '../../../shared/intake/record-notification.ts';
import { createCoreStores } from '../../support/core-stores.ts';
import { createQueueMessages } from '../feed-messages.ts';

/**
 * References contain the year and start again in each, so rounds of different years share no episode and
 * no child. Earlier, some children of the feed are not born yet; later, messages are in the future.
 */
const FIRST_YEAR = 2011;

/** Distinct notifications of a round (from 0), in order of sending; the same ones in every run. */
export const planRound = (round: number, count: number): readonly FeedMessage[] => {
  const year = FIRST_YEAR + round;
  return takeNotifications(count, { seed: year, from: toInstant(Date.UTC(year, 0, 5)) });
};

/** Some whole episodes of a round: their messages, and what storing them writes. */
export interface Slice {
  readonly messages: readonly FeedMessage[];
  readonly episodes: readonly EpisodeTransactions[];
}

/** Long enough that its beginning and end do not count, short enough to take turns. */
const MESSAGES_A_SLICE = 500;

const buildKey = ({ force, reference }: FeedMessage): string => `${force}#${reference}`;

/** Cuts between episodes only, in the order in which they begin. */
const cutMessages = (messages: readonly FeedMessage[]): readonly (readonly FeedMessage[])[] => {
  const pieces = Math.max(1, Math.round(messages.length / MESSAGES_A_SLICE));
  const places = new Map<string, number>();
  for (const message of messages)
    if (!places.has(buildKey(message))) places.set(buildKey(message), places.size);
  const pieceOf = (message: FeedMessage): number =>
    Math.floor(((places.get(buildKey(message)) ?? 0) * pieces) / places.size);
  return Array.from({ length: pieces }, (_, piece) =>
    messages.filter((message) => pieceOf(message) === piece),
  );
};

/** A round in slices, in the order in which they are to be stored. */
export const sliceRound = async (
  messages: readonly FeedMessage[],
  directory: Directory,
): Promise<readonly Slice[]> => {
  const pieces = cutMessages(messages);
  const lanes = await recordWrites(pieces, directory);
  return pieces.map((piece, place) => ({ messages: piece, episodes: lanes[place] ?? [] }));
};

/** The transactions of one episode, in the order in which they must be written. */
export type EpisodeTransactions = readonly (readonly TableWrite[])[];

/** Claims on a caseload hold between episodes, which the bare loop writes in another order. */
const removeClaim = (write: TableWrite): TableWrite =>
  'put' in write && write.put['entity'] === 'caseload' ? { put: write.put } : write;

const recordTransactions = (table: Table, written: (readonly TableWrite[])[]): Table => ({
  ...table,
  transact: (writes) => {
    written.push(writes.map(removeClaim));
    return table.transact(writes);
  },
});

/**
 * What the real use case writes for these messages, recorded from a run in memory: the same items,
 * number of transactions and conditions, except those between episodes, without the reads and rules before them. For
 * each piece its episodes; a later piece finds the children of the earlier ones.
 */
export const recordWrites = async (
  pieces: readonly (readonly FeedMessage[])[],
  directory: Directory,
): Promise<readonly (readonly EpisodeTransactions[])[]> => {
  const written: (readonly TableWrite[])[] = [];
  const stores = createCoreStores(recordTransactions(createMemoryTable(), written));
  const backOff = () => Promise.resolve();
  const ports = { ...stores, directory, backOff, runInSequence: createNotificationSequences() };
  for (const { code, people } of directory.authorities) await stores.staff.read(code, people);
  written.splice(0);
  const recordPiece = async (messages: readonly FeedMessage[], prefix: string) => {
    const lanes = new Map<string, (readonly TableWrite[])[]>();
    for (const [place, message] of createQueueMessages(messages, prefix).entries()) {
      const received = await receiveMessage(ports, message);
      if (received !== 'accepted') throw new Error(`A notification of the feed was ${received}.`);
      const { force = '', reference = '' } = messages[place] ?? {};
      const lane = lanes.get(`${force}#${reference}`) ?? [];
      lane.push(...written.splice(0));
      lanes.set(`${force}#${reference}`, lane);
    }
    return [...lanes.values()];
  };
  const recorded: (readonly EpisodeTransactions[])[] = [];
  for (const [place, piece] of pieces.entries())
    recorded.push(await recordPiece(piece, `recorded-${place}`));
  return recorded;
};
