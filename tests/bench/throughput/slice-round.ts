import type { FeedMessage } from '../../../infra/local/demonstration/feed-message.ts';
import { type EpisodeTransactions, recordWrites } from './record-writes.ts';
import type { Directory } from '../../../shared/directory/directory.ts';

/** Some whole episodes of a round: their messages, and what storing them writes. */
export interface Slice {
  readonly messages: readonly FeedMessage[];
  readonly episodes: readonly EpisodeTransactions[];
}

/** Long enough that its beginning and end do not count, short enough to take turns. */
const MESSAGES_A_SLICE = 500;

const keyOf = ({ force, reference }: FeedMessage): string => `${force}#${reference}`;

/** Cuts between episodes only, in the order in which they begin. */
const cutMessages = (messages: readonly FeedMessage[]): readonly (readonly FeedMessage[])[] => {
  const pieces = Math.max(1, Math.round(messages.length / MESSAGES_A_SLICE));
  const places = new Map<string, number>();
  for (const message of messages)
    if (!places.has(keyOf(message))) places.set(keyOf(message), places.size);
  const pieceOf = (message: FeedMessage): number =>
    Math.floor(((places.get(keyOf(message)) ?? 0) * pieces) / places.size);
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
