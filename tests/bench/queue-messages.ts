import type { FeedMessage } from '../../infra/local/demonstration/feed-message.ts';
import type { QueueMessage } from '../../shared/intake/receive-message.ts';

/** The messages as the queue would hand them over, each taken in when it was sent. */
export const asQueueMessages = (
  messages: readonly FeedMessage[],
  prefix: string,
): readonly QueueMessage[] =>
  messages.map(({ body, sentAt }, place) => ({
    messageId: `${prefix}-${place}`,
    body,
    receivedAt: sentAt,
    firstReceivedAt: sentAt,
    source: null,
  }));
