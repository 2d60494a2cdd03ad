import type { DynamoDBClient, GlobalSecondaryIndex } from '@aws-sdk/client-dynamodb';
import {
  CreateTableCommand,
  DescribeTableCommand,
  ResourceInUseException,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { StartupError } from '../startup-error.ts';
import type { IndexModel, TableModel } from '../template/stack-model.ts';

export interface CreatedTable {
  readonly name: string;
  readonly isNew: boolean;
  readonly streamArn: string | null;
}

const buildIndex = (index: IndexModel): GlobalSecondaryIndex => ({
  IndexName: index.IndexName,
  KeySchema: [...index.KeySchema],
  Projection: {
    ProjectionType: index.Projection.ProjectionType ?? 'ALL',
    NonKeyAttributes: index.Projection.NonKeyAttributes && [...index.Projection.NonKeyAttributes],
  },
});

const buildIndexes = (indexes: readonly IndexModel[]): GlobalSecondaryIndex[] | undefined =>
  indexes.length === 0 ? undefined : indexes.map(buildIndex);

const buildCreateCommand = (table: TableModel): CreateTableCommand =>
  new CreateTableCommand({
    TableName: table.name,
    KeySchema: [...table.keys],
    AttributeDefinitions: [...table.attributes],
    GlobalSecondaryIndexes: buildIndexes(table.globalIndexes),
    LocalSecondaryIndexes: buildIndexes(table.localIndexes),
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification:
      table.streamView === null
        ? undefined
        : { StreamEnabled: true, StreamViewType: table.streamView },
  });

const create = async (client: DynamoDBClient, table: TableModel): Promise<boolean> => {
  try {
    await client.send(buildCreateCommand(table));
    return true;
  } catch (error) {
    if (error instanceof ResourceInUseException) return false;
    throw error;
  }
};

const formatNames = (indexes: readonly { readonly IndexName?: string | undefined }[]): string =>
  indexes
    .map((index) => index.IndexName)
    .sort()
    .join(', ');

/** Uses the table of an earlier run if there is one. Throws a StartupError when that has other indexes or no stream. */
export const createTable = async (
  client: DynamoDBClient,
  table: TableModel,
): Promise<CreatedTable> => {
  const isNew = await create(client, table);
  const found = await client.send(new DescribeTableCommand({ TableName: table.name }));
  const indexes = formatNames(found.Table?.GlobalSecondaryIndexes ?? []);
  const streamArn = found.Table?.LatestStreamArn ?? null;
  if (
    indexes !== formatNames(table.globalIndexes) ||
    (table.streamView !== null && streamArn === null)
  )
    throw new StartupError(
      `An older version created table ${table.name} in this data folder. Use another --data folder, or delete this one.`,
    );
  return { name: table.name, isNew, streamArn };
};

/** A stream of what is written from now on. */
export const switchStreamOn = async (
  client: DynamoDBClient,
  { name, streamView }: TableModel,
): Promise<void> => {
  if (streamView === null) return;
  await client.send(
    new UpdateTableCommand({
      TableName: name,
      StreamSpecification: { StreamEnabled: true, StreamViewType: streamView },
    }),
  );
};
