import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from '../data-folder.ts';
import { type DynamoDbEmulator, startDynamoDb } from './start-dynamodb.ts';
import { type SqsEmulator, startSqs } from './start-sqs.ts';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { SQSClient } from '@aws-sdk/client-sqs';
import { REGION } from '../template/endpoints.ts';

/** The queues, and a client of theirs. */
export interface QueueService {
  readonly sqs: SqsEmulator;
  readonly clients: Pick<Clients, 'sqs'>;
}

export interface Emulators extends QueueService {
  readonly dynamodb: DynamoDbEmulator;
  readonly clients: Clients;
}

export interface EmulatorOptions {
  readonly data: DataFolder | null;
  readonly logFolder: string;
  readonly cleanup: AsyncDisposableStack;
  readonly onFailure: (why: string) => void;
}

export const startEmulators = async (options: EmulatorOptions): Promise<Emulators> => {
  const { data, logFolder, cleanup, onFailure } = options;
  mkdirSync(logFolder, { recursive: true });
  const dynamodb = await startDynamoDb({
    dataFolder: data?.dynamodb ?? null,
    logFile: join(logFolder, 'dynamodb-local.log'),
    onDeath: () => {
      onFailure(`DynamoDB Local ended unexpectedly. See dynamodb-local.log in ${logFolder}.`);
    },
  });
  cleanup.defer(() => dynamodb.stop());
  const sqs = await startSqs(data?.sqs ?? null);
  cleanup.defer(() => sqs.stop());
  const clients = createClients(dynamodb.endpoint, sqs.endpoint);
  cleanup.defer(() => {
    destroyClients(clients);
  });
  return { dynamodb, sqs, clients };
};

/** The queues alone, in memory. */
export const startQueueService = async (cleanup: AsyncDisposableStack): Promise<QueueService> => {
  const sqs = await startSqs(null);
  cleanup.defer(() => sqs.stop());
  const client = createSqsClient(sqs.endpoint);
  cleanup.defer(() => {
    client.destroy();
  });
  return { sqs, clients: { sqs: client } };
};

/** The emulators take any key; these say what they are. */
export const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

export interface Clients {
  readonly dynamodb: DynamoDBClient;
  readonly streams: DynamoDBStreamsClient;
  readonly sqs: SQSClient;
}

const createSqsClient = (endpoint: string): SQSClient =>
  new SQSClient({ region: REGION, credentials: CREDENTIALS, endpoint });

export const createClients = (dynamodbEndpoint: string, sqsEndpoint: string): Clients => {
  const common = { region: REGION, credentials: CREDENTIALS };
  return {
    dynamodb: new DynamoDBClient({ ...common, endpoint: dynamodbEndpoint }),
    streams: new DynamoDBStreamsClient({ ...common, endpoint: dynamodbEndpoint }),
    sqs: createSqsClient(sqsEndpoint),
  };
};

export const destroyClients = (clients: Clients): void => {
  clients.dynamodb.destroy();
  clients.streams.destroy();
  clients.sqs.destroy();
};
