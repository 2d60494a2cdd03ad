import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import {
  startDynamoDb,
  type DynamoDbEmulator,
} from '../../../infra/local/emulators/start-dynamodb.ts';
import type { AccessItem } from '../../../shared/adapters/access/access-item.ts';
import { createDynamoAccessTokens } from '../../../shared/adapters/dynamo/access-tokens.ts';
import { createDocumentClient } from '../../../shared/adapters/dynamo/dynamo-stores.ts';
import { ACCESS_TABLE } from '../../../shared/platform/names.ts';
import type { Authenticator } from '../../../shared/ports.ts';
import { describeAccessTokens } from './access-token-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'homeward-access-'));
let emulator: DynamoDbEmulator;
let client: DynamoDBClient;
let tables = 0;

beforeAll(async () => {
  emulator = await startDynamoDb({
    dataFolder: null,
    logFile: join(folder, 'dynamodb.log'),
    onDeath: () => undefined,
  });
  client = new DynamoDBClient({
    endpoint: emulator.endpoint,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
});

afterAll(async () => {
  client.destroy();
  await emulator.stop();
  rmSync(folder, { recursive: true });
});

const open = async (items: readonly AccessItem[]): Promise<Authenticator> => {
  const TableName = `access-${(tables += 1)}`;
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: ACCESS_TABLE.partitionKey, KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: ACCESS_TABLE.partitionKey, AttributeType: 'S' }],
    }),
  );
  const documents = createDocumentClient(client);
  for (const Item of items) await documents.send(new PutCommand({ TableName, Item }));
  return createDynamoAccessTokens(documents, TableName);
};

describeAccessTokens('on DynamoDB Local', open);
