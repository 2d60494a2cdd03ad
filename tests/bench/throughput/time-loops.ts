import pMap from 'p-map';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoTable, createDocumentClient } from '../../../shared/database/dynamo-table.ts';
import type { Table, TableWrite } from '../../../shared/database/table.ts';
import { CORE_TABLE } from '../../../shared/platform/names.ts';
import type { EpisodeTransactions } from './plan-round.ts';
import type { Directory } from '../../../shared/directory/directory.ts';
import type { FeedMessage } from '../../../infra/local/demonstration/feed-message.ts';
import { receiveMessage } from '../../../shared/intake/receive-message.ts';
import { createNotificationSequences } from '../../../shared/intake/record-notification.ts';
import { notificationKey } from '../../../shared/episodes/pending-reply.ts';
import { createDynamoStores } from '../../support/core-stores.ts';
import { createQueueMessages, readNotificationId } from '../feed-messages.ts';
import { backOff } from '../../../shared/kernel/system-random.ts';

const { repliesPending } = CORE_TABLE.indexes;

const PENDING = [repliesPending.partitionKey, repliesPending.sortKey];

const writeOne = async (table: Table, writes: readonly TableWrite[], at: string): Promise<void> => {
  const { outcome } = await table.transact(writes);
  if (outcome !== 'written') throw new Error(`A write of the bare loop was ${outcome}.`);
  const [first] = writes;
  if (first === undefined || !('put' in first))
    throw new Error('A transaction without its receipt.');
  const { pk, sk } = first.put;
  await table.amend({ pk, sk }, { repliedAt: at }, PENDING);
};

/**
 * The floor: the same transactions and the same marking of replies, and nothing else. Episodes side
 * by side, within an episode one after another, as their conditions ask. Milliseconds.
 */
export const timeBareLoop = async (
  client: DynamoDBClient,
  tableName: string,
  episodes: readonly EpisodeTransactions[],
  atOnce: number,
): Promise<number> => {
  const table = createDynamoTable(createDocumentClient(client), tableName);
  const at = new Date().toISOString();
  const begin = performance.now();
  const writeEpisode = async (transactions: EpisodeTransactions) => {
    for (const writes of transactions) await writeOne(table, writes, at);
  };
  await pMap(episodes, writeEpisode, { concurrency: atOnce });
  return performance.now() - begin;
};

export interface InProcess {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly directory: Directory;
  readonly atOnce: number;
}

/**
 * The same work without queues, streams and workers: each message is received by the real use case
 * and its reply marked as sent. Milliseconds.
 */
export const timeInProcess = async (
  { client, table, directory, atOnce }: InProcess,
  messages: readonly FeedMessage[],
): Promise<number> => {
  const stores = createDynamoStores(table, client);
  const ports = { ...stores, directory, backOff, runInSequence: createNotificationSequences() };
  const pairs = createQueueMessages(messages, table).map((queued, place) => ({
    queued,
    force: messages[place]?.force ?? '',
  }));
  const receive = async ({ queued, force }: (typeof pairs)[number]) => {
    const received = await receiveMessage(ports, queued);
    if (received !== 'accepted') throw new Error(`A notification of the feed was ${received}.`);
    const key = notificationKey(force, readNotificationId(queued.body));
    await stores.replies.markReplied(key, queued.receivedAt);
  };
  const begin = performance.now();
  await pMap(pairs, receive, { concurrency: atOnce });
  return performance.now() - begin;
};
