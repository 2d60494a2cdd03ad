import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  QueryCommand,
  UpdateCommand,
  DynamoDBDocumentClient,
  type NativeAttributeValue,
  type QueryCommandInput,
  BatchGetCommand,
} from '@aws-sdk/lib-dynamodb';
import type { IndexEntry, IndexRange, Item, ItemKey, Table } from './table.ts';
import { transactItems } from './transact-items.ts';
import { FaultError } from '../kernel/fault-error.ts';

type Row = Record<string, NativeAttributeValue>;

const toItem = (row: Row): Item => row as Item;

const queryPages = async (
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

const buildRangeQuery = (table: string, range: IndexRange): QueryCommandInput => ({
  TableName: table,
  IndexName: range.index.name,
  KeyConditionExpression: '#p = :p AND #s BETWEEN :from AND :to',
  ExpressionAttributeNames: { '#p': range.index.partitionKey, '#s': range.index.sortKey },
  ExpressionAttributeValues: { ':p': range.partition, ':from': range.from, ':to': range.to },
  ScanIndexForward: range.order === 'ascending',
  ...(Number.isFinite(range.limit) ? { Limit: range.limit } : {}),
});

const buildPartitionQuery = (
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
        UpdateExpression: [
          `SET ${sets.join(', ')}`,
          ...(removes.length > 0 ? [`REMOVE ${removes.join(', ')}`] : []),
        ].join(' '),
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

const toEntry = (row: Row, range: IndexRange): IndexEntry => {
  const item = toItem(row);
  return { key: { pk: item.pk, sk: item.sk }, sortValue: String(item[range.index.sortKey]) };
};

/** BatchGetItem takes at most this many keys (DynamoDB service quotas). */
const BATCH = 100;

const MOST_ATTEMPTS = 10;

const readBatch = async (
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly ItemKey[],
): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let wanted: readonly ItemKey[] = keys;
  for (let attempt = 0; wanted.length > 0; attempt++) {
    if (attempt === MOST_ATTEMPTS)
      throw new FaultError('throttled', 'DynamoDB left keys of a batch unread.');
    const response = await client.send(
      new BatchGetCommand({
        RequestItems: { [table]: { Keys: [...wanted], ConsistentRead: true } },
      }),
    );
    items.push(...((response.Responses?.[table] ?? []) as Item[]));
    wanted = (response.UnprocessedKeys?.[table]?.Keys ?? []) as ItemKey[];
  }
  return items;
};

const formatKey = ({ pk, sk }: ItemKey): string => JSON.stringify([pk, sk]);

/**
 * Consistent reads, in the order of the keys. Keys that DynamoDB leaves unprocessed are requested
 * again.
 */
const getManyItems = async (
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly ItemKey[],
): Promise<readonly Item[]> => {
  const found = new Map<string, Item>();
  const distinct = [
    ...new Map(keys.map(({ pk, sk }) => [formatKey({ pk, sk }), { pk, sk }])).values(),
  ];
  for (let start = 0; start < distinct.length; start += BATCH) {
    const items = await readBatch(client, table, distinct.slice(start, start + BATCH));
    for (const item of items) found.set(formatKey(item), item);
  }
  return keys.flatMap((key) => found.get(formatKey(key)) ?? []);
};

export const createDynamoTable = (client: DynamoDBDocumentClient, table: string): Table => ({
  get: async ({ pk, sk }) => {
    const found = await client.send(
      new GetCommand({ TableName: table, Key: { pk, sk }, ConsistentRead: true }),
    );
    return found.Item === undefined ? null : toItem(found.Item);
  },
  getMany: (keys) => getManyItems(client, table, keys),
  readPartition: async (pk, from, to) =>
    (await queryPages(client, buildPartitionQuery(table, pk, from, to), Infinity)).map(toItem),
  readPart: async ({ pk, from, to, order, limit }) => {
    const query = buildPartitionQuery(table, pk, from, to);
    const part = { ...query, ScanIndexForward: order === 'ascending', Limit: limit };
    return (await queryPages(client, part, limit)).map(toItem);
  },
  readIndex: async (range) =>
    (await queryPages(client, buildRangeQuery(table, range), range.limit)).map((row) =>
      toEntry(row, range),
    ),
  transact: (writes) => transactItems(client, table, writes),
  amend: (key, set, remove) => amendItem(client, table, key, set, remove),
});

export const createDocumentClient = (client: DynamoDBClient): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

export const openDynamoTable = (
  tableName: string,
  client: DynamoDBClient = new DynamoDBClient({}),
): Table => createDynamoTable(createDocumentClient(client), tableName);
