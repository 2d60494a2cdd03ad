import { DynamoDBClient, CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDynamoDb } from '../../infra/local/emulators/start-dynamodb.ts';
import { THEMES_TABLE, CORE_TABLE } from '../../shared/platform/names.ts';

/** A DynamoDB Local of the test's own, in memory. */
export interface DynamoLocal {
  readonly client: DynamoDBClient;
  stop(): Promise<void>;
}

export const startDynamoLocal = async (): Promise<DynamoLocal> => {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-dynamodb-'));
  const emulator = await startDynamoDb({
    dataFolder: null,
    logFile: join(folder, 'dynamodb.log'),
    onDeath: () => undefined,
  });
  const client = new DynamoDBClient({
    endpoint: emulator.endpoint,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return {
    client,
    stop: async () => {
      client.destroy();
      await emulator.stop();
      rmSync(folder, { recursive: true });
    },
  };
};

/** Makes a themes table in an emulator, from the same names as the CDK app does. */
export const createThemesTable = async (client: DynamoDBClient, name: string): Promise<void> => {
  const { partitionKey, sortKey } = THEMES_TABLE;
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: partitionKey, KeyType: 'HASH' },
        { AttributeName: sortKey, KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [partitionKey, sortKey].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
    }),
  );
};

const indexes = Object.values(CORE_TABLE.indexes);

const attributes = [
  ...new Set([
    CORE_TABLE.partitionKey,
    CORE_TABLE.sortKey,
    ...indexes.flatMap((index) => [index.partitionKey, index.sortKey]),
  ]),
];

/** Makes the core table in an emulator, from the same names as the CDK app does. */
export const createCoreTable = async (client: DynamoDBClient, name: string): Promise<void> => {
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: CORE_TABLE.partitionKey, KeyType: 'HASH' },
        { AttributeName: CORE_TABLE.sortKey, KeyType: 'RANGE' },
      ],
      AttributeDefinitions: attributes.map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: [
          { AttributeName: index.partitionKey, KeyType: 'HASH' },
          { AttributeName: index.sortKey, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    }),
  );
};
