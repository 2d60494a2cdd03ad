import type { CapacityMeter } from './capacity-meter.ts';
import type { Consumed } from './consumed.ts';
import type { Receipt } from './receive-feed.ts';
import type { ReplyOutbox } from '../../../shared/intake/reply-outbox.ts';

/** Marks the reply of each message as sent; what each took, by the queue's message. */
export const markReplies = async (
  outbox: ReplyOutbox,
  meter: CapacityMeter,
  receipts: readonly Receipt[],
): Promise<ReadonlyMap<string, Consumed>> => {
  const last = receipts.at(-1)?.message.receivedAt;
  if (last === undefined) return new Map();
  const owed = await outbox.listPending(last, receipts.length);
  const marked = new Map<string, Consumed>();
  for (const { key, messageId } of owed) {
    const { consumed } = await meter.measure(() => outbox.markReplied(key, last));
    if (messageId !== null) marked.set(messageId, consumed);
  }
  return marked;
};
