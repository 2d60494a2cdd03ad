import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Cleanup } from './cleanup.ts';
import type { DataFolder } from './data-folder.ts';
import type { Clients } from './emulators/clients.ts';
import { createClients, destroyClients } from './emulators/clients.ts';
import type { DynamoDbEmulator } from './emulators/start-dynamodb.ts';
import { startDynamoDb } from './emulators/start-dynamodb.ts';
import type { SqsEmulator } from './emulators/start-sqs.ts';
import { startSqs } from './emulators/start-sqs.ts';

/** Both emulators and the stack's clients of them. */
export interface Emulators {
  readonly dynamodb: DynamoDbEmulator;
  readonly sqs: SqsEmulator;
  readonly clients: Clients;
}

export interface EmulatorOptions {
  readonly data: DataFolder | null;
  readonly logFolder: string;
  readonly cleanup: Cleanup;
  readonly onFailure: (why: string) => void;
}

/** Starts both emulators; what was started is left with `cleanup`. */
export const startEmulators = async (options: EmulatorOptions): Promise<Emulators> => {
  const { data, logFolder, cleanup, onFailure } = options;
  mkdirSync(logFolder, { recursive: true });
  const dynamodb = await startDynamoDb({
    dataFolder: data?.dynamodb ?? null,
    logFile: join(logFolder, 'dynamodb-local.log'),
    onDeath: () => {
      onFailure('DynamoDB Local ended unexpectedly; its log says why.');
    },
  });
  cleanup.add(() => dynamodb.stop());
  const sqs = await startSqs(data?.sqs ?? null);
  cleanup.add(() => sqs.stop());
  const clients = createClients(dynamodb.endpoint, sqs.endpoint);
  cleanup.add(() => {
    destroyClients(clients);
  });
  return { dynamodb, sqs, clients };
};
