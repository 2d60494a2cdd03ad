import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDynamoDb } from '../../infra/local/emulators/start-dynamodb.ts';

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
