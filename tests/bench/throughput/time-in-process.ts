import type { Directory } from '../../../shared/directory/directory.ts';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { backOff } from '../../../shared/kernel/back-off.ts';
import type { FeedMessage } from '../../../infra/local/demonstration/feed-message.ts';
import { receiveMessage } from '../../../shared/intake/receive-message.ts';
import { createTurns } from '../../../shared/kernel/run-in-sequence-by-key.ts';
import { asQueueMessages } from '../queue-messages.ts';
import { notificationIdOf } from '../read-event.ts';
import { workSideBySide } from '../work-side-by-side.ts';
import { notificationKey } from '../../../shared/episodes/pending-reply.ts';
import { createDynamoStores } from '../../support/core-stores.ts';

export interface InProcess {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly directory: Directory;
  readonly atOnce: number;
}

/**
 * The same work without queues, streams and workers: each message is taken in by the real use case
 * and its reply marked as sent. Milliseconds.
 */
export const timeInProcess = async (
  { client, table, directory, atOnce }: InProcess,
  messages: readonly FeedMessage[],
): Promise<number> => {
  const stores = createDynamoStores(table, client);
  const ports = { ...stores, directory, backOff, takeTurns: createTurns() };
  const pairs = asQueueMessages(messages, table).map((queued, place) => ({
    queued,
    force: messages[place]?.force ?? '',
  }));
  const begin = performance.now();
  await workSideBySide(pairs, atOnce, async ({ queued, force }) => {
    const received = await receiveMessage(ports, queued);
    if (received !== 'accepted') throw new Error(`A notification of the feed was ${received}.`);
    const key = notificationKey(force, notificationIdOf(queued.body));
    await stores.replies.markReplied(key, queued.receivedAt);
  });
  return performance.now() - begin;
};
