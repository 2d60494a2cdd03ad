import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import {
  startDynamoDb,
  type DynamoDbEmulator,
} from '../../../infra/local/emulators/start-dynamodb.ts';
import { createDynamoStores } from '../../../shared/adapters/dynamo/dynamo-stores.ts';
import { createCoreTable } from '../../support/core-table.ts';
import { describeEpisodeWrites } from './episode-store-contract.ts';
import { describeLists } from './list-contract.ts';
import { describeReceipts } from './receipt-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'homeward-store-'));
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

const open = async () => {
  const name = `core-${(tables += 1)}`;
  await createCoreTable(client, name);
  return createDynamoStores(name, client);
};

describeEpisodeWrites('on DynamoDB Local', open);
describeLists('on DynamoDB Local', open);
describeReceipts('on DynamoDB Local', open);
