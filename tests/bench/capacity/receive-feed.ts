import { generateFeed } from '../../../infra/local/demonstration/feed.ts';
import type { FeedMessage } from '../../../infra/local/demonstration/feed-message.ts';
import { type Instant, toInstant } from '../../../shared/kernel/instant.ts';
import { type QueueMessage, receiveMessage } from '../../../shared/intake/receive-message.ts';
import { createNotificationSequences } from '../../../shared/intake/record-notification.ts';
import type { CapacityMeter } from './capacity-meter.ts';
import type { Consumed } from './consumed.ts';
import type { Directory } from '../../../shared/directory/directory.ts';
import type { CoreStores } from '../../support/core-stores.ts';
import { createQueueMessages, readKind } from '../feed-messages.ts';
import type { ReplyOutbox } from '../../../shared/intake/reply-outbox.ts';
import { backOff } from '../../../shared/kernel/system-random.ts';

/** What one message of the feed took. */
export interface Receipt {
  readonly message: QueueMessage;
  /** A kind of notification, `duplicate` or `rejected`. */
  readonly kind: string;
  readonly consumed: Consumed;
}

const BEGINNING: Instant = toInstant(Date.UTC(2026, 0, 5));
const SEED = 1;

/** The first messages of the demonstration feed, with its duplicates and malformed ones. */
const takeFeed = (count: number): readonly QueueMessage[] => {
  const taken: FeedMessage[] = [];
  for (const message of generateFeed({ seed: SEED, from: BEGINNING })) {
    if (taken.length === count) break;
    taken.push(message);
  }
  return createQueueMessages(taken, 'capacity');
};

/** Receives the feed with the real use case, one message after another, so that every run gives the same figures. */
export const receiveFeed = async (
  stores: CoreStores,
  directory: Directory,
  meter: CapacityMeter,
  count: number,
): Promise<readonly Receipt[]> => {
  const ports = { ...stores, directory, backOff, runInSequence: createNotificationSequences() };
  const receipts: Receipt[] = [];
  for (const message of takeFeed(count)) {
    const { result, consumed } = await meter.measure(() => receiveMessage(ports, message));
    const kind = result === 'accepted' ? readKind(message.body) : result;
    receipts.push({ message, kind, consumed });
  }
  return receipts;
};

/** Marks the reply of each message as sent; what each took, by the queue's message. */
export const markReplies = async (
  outbox: ReplyOutbox,
  meter: CapacityMeter,
  receipts: readonly Receipt[],
): Promise<ReadonlyMap<string, Consumed>> => {
  const last = receipts.at(-1)?.message.receivedAt;
  if (last === undefined) return new Map();
  const pending = await outbox.listPending(last, receipts.length);
  const marked = new Map<string, Consumed>();
  for (const { key, messageId } of pending) {
    const { consumed } = await meter.measure(() => outbox.markReplied(key, last));
    if (messageId !== null) marked.set(messageId, consumed);
  }
  return marked;
};
