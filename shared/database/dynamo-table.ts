import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  QueryCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
  type NativeAttributeValue,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { IndexEntry, IndexRange, Item, ItemKey, Table } from './table.ts';
import { getManyItems } from './get-many-items.ts';
import { transactItems } from './transact-items.ts';

type Row = Record<string, NativeAttributeValue>;

const asItem = (row: Row): Item => row as Item;

const readPages = async (
  client: DynamoDBDocumentClient,
  query: QueryCommandInput,
  limit: number,
): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  let start: Row | undefined;
  do {
    const page = await client.send(
      new QueryCommand({ ...query, ...(start === undefined ? {} : { ExclusiveStartKey: start }) }),
    );
    rows.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined && rows.length < limit);
  return rows.slice(0, limit);
};

const rangeQuery = (table: string, range: IndexRange): QueryCommandInput => ({
  TableName: table,
  IndexName: range.index.name,
  KeyConditionExpression: '#p = :p AND #s BETWEEN :from AND :to',
  ExpressionAttributeNames: { '#p': range.index.partitionKey, '#s': range.index.sortKey },
  ExpressionAttributeValues: { ':p': range.partition, ':from': range.from, ':to': range.to },
  ScanIndexForward: range.order === 'ascending',
  ...(Number.isFinite(range.limit) ? { Limit: range.limit } : {}),
});

const partitionQuery = (
  table: string,
  pk: string,
  from: string,
  to: string,
): QueryCommandInput => ({
  TableName: table,
  ConsistentRead: true,
  KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
  ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
});

const amendItem = async (
  client: DynamoDBDocumentClient,
  table: string,
  key: ItemKey,
  set: Readonly<Record<string, string>>,
  remove: readonly string[],
): Promise<void> => {
  const names = [...Object.keys(set), ...remove];
  const sets = Object.keys(set).map((_, index) => `#a${index} = :a${index}`);
  const removes = remove.map((_, index) => `#a${sets.length + index}`);
  try {
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk: key.pk, sk: key.sk },
        ConditionExpression: 'attribute_exists(pk)',
        UpdateExpression: `SET ${sets.join(', ')} REMOVE ${removes.join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(names.map((n, index) => [`#a${index}`, n])),
        ExpressionAttributeValues: Object.fromEntries(
          Object.values(set).map((value, index) => [`:a${index}`, value]),
        ),
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

const asEntry = (row: Row, range: IndexRange): IndexEntry => {
  const item = asItem(row);
  return { key: { pk: item.pk, sk: item.sk }, sortValue: String(item[range.index.sortKey]) };
};

/** A DynamoDB table behind the port. Faults of the service are thrown, after the SDK's own retries. */
export const createDynamoTable = (client: DynamoDBDocumentClient, table: string): Table => ({
  get: async ({ pk, sk }) => {
    const found = await client.send(
      new GetCommand({ TableName: table, Key: { pk, sk }, ConsistentRead: true }),
    );
    return found.Item === undefined ? null : asItem(found.Item);
  },
  getMany: (keys) => getManyItems(client, table, keys),
  readPartition: async (pk, from, to) =>
    (await readPages(client, partitionQuery(table, pk, from, to), Infinity)).map(asItem),
  readPart: async ({ pk, from, to, order, limit }) => {
    const query = partitionQuery(table, pk, from, to);
    const part = { ...query, ScanIndexForward: order === 'ascending', Limit: limit };
    return (await readPages(client, part, limit)).map(asItem);
  },
  readIndex: async (range) =>
    (await readPages(client, rangeQuery(table, range), range.limit)).map((row) =>
      asEntry(row, range),
    ),
  transact: (writes) => transactItems(client, table, writes),
  amend: (key, set, remove) => amendItem(client, table, key, set, remove),
});
