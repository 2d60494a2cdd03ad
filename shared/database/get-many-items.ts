import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Item, ItemKey } from './table.ts';

/** BatchGetItem takes at most this many keys (DynamoDB service quotas). */
const BATCH = 100;
const ATTEMPTS = 10;

const readBatch = async (
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly ItemKey[],
): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let wanted: readonly ItemKey[] = keys;
  for (let attempt = 0; wanted.length > 0; attempt++) {
    if (attempt === ATTEMPTS) throw new Error('DynamoDB left keys of a batch unread.');
    const answer = await client.send(
      new BatchGetCommand({
        RequestItems: { [table]: { Keys: [...wanted], ConsistentRead: true } },
      }),
    );
    items.push(...((answer.Responses?.[table] ?? []) as Item[]));
    wanted = (answer.UnprocessedKeys?.[table]?.Keys ?? []) as ItemKey[];
  }
  return items;
};

const nameOf = ({ pk, sk }: ItemKey): string => JSON.stringify([pk, sk]);

/** Consistent, in the order asked for, however many; what DynamoDB leaves over is asked for again. */
export const getManyItems = async (
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly ItemKey[],
): Promise<readonly Item[]> => {
  const found = new Map<string, Item>();
  const distinct = [
    ...new Map(keys.map(({ pk, sk }) => [nameOf({ pk, sk }), { pk, sk }])).values(),
  ];
  for (let start = 0; start < distinct.length; start += BATCH) {
    const items = await readBatch(client, table, distinct.slice(start, start + BATCH));
    for (const item of items) found.set(nameOf(item), item);
  }
  return keys.flatMap((key) => found.get(nameOf(key)) ?? []);
};
