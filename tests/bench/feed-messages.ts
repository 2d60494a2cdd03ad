import type { FeedMessage } from '../../infra/local/demonstration/feed-message.ts';
import type { QueueMessage } from '../../shared/intake/receive-message.ts';
import * as z from 'zod';

/** The messages as the queue would hand them over, each taken in when it was sent. */
export const createQueueMessages = (
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

const event = z.object({ id: z.string(), type: z.string() });

/** The id of a notification that can be used. */
export const readNotificationId = (body: string): string => event.parse(JSON.parse(body)).id;

/** The kind of a notification that can be used, e.g. `reported`. */
export const readKind = (body: string): string =>
  event.parse(JSON.parse(body)).type.split('.').at(-2) ?? '';
