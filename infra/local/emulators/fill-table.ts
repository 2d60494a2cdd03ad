import {
  BatchWriteItemCommand,
  type BatchWriteItemCommandInput,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import pMap from 'p-map';
import type { Item } from '../../../shared/database/table.ts';

/** DynamoDB's limit for one request. */
const BATCH = 25;
/** DynamoDB Local writes one after another; a few requests at once keep it busy. */
const AT_ONCE = { concurrency: 4 };

type Requests = NonNullable<BatchWriteItemCommandInput['RequestItems']>;

const writeAll = async (client: DynamoDBClient, requests: Requests): Promise<void> => {
  let left = requests;
  while (Object.keys(left).length > 0) {
    const { UnprocessedItems = {} } = await client.send(
      new BatchWriteItemCommand({ RequestItems: left }),
    );
    left = UnprocessedItems;
  }
};

const splitIntoBatches = (items: readonly Item[]): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / BATCH) }, (_, number) =>
    items.slice(number * BATCH, (number + 1) * BATCH),
  );

/** Puts items into a table of the emulator as fast as it takes them. */
export const fillTable = async (
  client: DynamoDBClient,
  table: string,
  items: readonly Item[],
): Promise<void> => {
  const writeBatch = (batch: readonly Item[]): Promise<void> => {
    const puts = batch.map((item) => ({
      PutRequest: { Item: marshall(item, { removeUndefinedValues: true }) },
    }));
    return writeAll(client, { [table]: puts });
  };
  await pMap(splitIntoBatches(items), writeBatch, AT_ONCE);
};
