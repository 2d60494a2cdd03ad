import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoTable, createDocumentClient } from '../../../shared/database/dynamo-table.ts';
import type { Table, TableWrite } from '../../../shared/database/table.ts';
import { CORE_TABLE } from '../../../shared/platform/names.ts';
import type { EpisodeTransactions } from './record-writes.ts';
import { workSideBySide } from '../work-side-by-side.ts';

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
  await workSideBySide(episodes, atOnce, async (transactions) => {
    for (const writes of transactions) await writeOne(table, writes, at);
  });
  return performance.now() - begin;
};
