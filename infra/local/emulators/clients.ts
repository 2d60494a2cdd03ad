import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { SQSClient } from '@aws-sdk/client-sqs';
import { REGION } from '../template/places.ts';

/** The emulators take any key; these say what they are. */
export const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

/** The stack's own clients of its emulators. */
export interface Clients {
  readonly dynamodb: DynamoDBClient;
  readonly streams: DynamoDBStreamsClient;
  readonly sqs: SQSClient;
}

export const createClients = (dynamodbEndpoint: string, sqsEndpoint: string): Clients => {
  const common = { region: REGION, credentials: CREDENTIALS };
  return {
    dynamodb: new DynamoDBClient({ ...common, endpoint: dynamodbEndpoint }),
    streams: new DynamoDBStreamsClient({ ...common, endpoint: dynamodbEndpoint }),
    sqs: new SQSClient({ ...common, endpoint: sqsEndpoint }),
  };
};

export const destroyClients = (clients: Clients): void => {
  clients.dynamodb.destroy();
  clients.streams.destroy();
  clients.sqs.destroy();
};
