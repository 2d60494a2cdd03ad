import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndexDescription,
} from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Item } from '../../shared/database/table.ts';

const readIndex = ({ IndexName, KeySchema, Projection }: GlobalSecondaryIndexDescription) => ({
  IndexName,
  KeySchema,
  Projection,
});

/**
 * Makes an empty table with the keys and indexes of another, without its stream: DynamoDB Local looks
 * through the records of all older streams at each write to a streamed table, so a second streamed
 * table would slow the first loops after it and then the stack itself.
 */
export const copyTable = async (
  client: DynamoDBClient,
  original: string,
  name: string,
): Promise<string> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: original }));
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: Table?.AttributeDefinitions,
      KeySchema: Table?.KeySchema,
      GlobalSecondaryIndexes: Table?.GlobalSecondaryIndexes?.map(readIndex),
    }),
  );
  return name;
};

/** What DynamoDB takes in one request. */
const BATCH = 25;

const AT_ONCE = 8;

const nextBatch = (items: Iterator<Item, undefined>): readonly Item[] => {
  const batch: Item[] = [];
  while (batch.length < BATCH) {
    const next = items.next();
    if (next.done === true) break;
    batch.push(next.value);
  }
  return batch;
};

/** Writes the items, in batches side by side. Throws when the emulator leaves one out. */
export const seedItems = async (
  client: DynamoDBDocumentClient,
  table: string,
  items: Iterator<Item, undefined>,
): Promise<void> => {
  const work = async (): Promise<void> => {
    for (let batch = nextBatch(items); batch.length > 0; batch = nextBatch(items)) {
      const requests = batch.map((item) => ({ PutRequest: { Item: item } }));
      const { UnprocessedItems } = await client.send(
        new BatchWriteCommand({ RequestItems: { [table]: requests } }),
      );
      if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error('Items were left out.');
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
};
