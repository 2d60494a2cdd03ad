import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Item } from '../../../shared/database/table.ts';

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
