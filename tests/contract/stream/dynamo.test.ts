import { UpdateTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll } from 'vitest';
import { createLocalClock, readWallClock } from '../../../infra/local/clock.ts';
import { buildStreamRecord } from '../../../infra/local/sources/stream-event.ts';
import { createStreamReader } from '../../../infra/local/sources/stream-reader.ts';
import { createDocumentClient, createDynamoTable } from '../../../shared/database/dynamo-table.ts';
import { createCoreTable, type DynamoLocal, startDynamoLocal } from '../../support/dynamo-local.ts';
import { poll } from '../../support/poll.ts';
import { describeStream } from './stream-contract.ts';

const clock = createLocalClock({ wallNow: readWallClock });
let dynamo: DynamoLocal;
let streams: DynamoDBStreamsClient;
let tables = 0;

beforeAll(async () => {
  dynamo = await startDynamoLocal();
  const { endpoint, region, credentials } = dynamo.client.config;
  const { protocol, hostname, port } = (await endpoint?.()) ?? { protocol: '', hostname: '' };
  streams = new DynamoDBStreamsClient({
    endpoint: `${protocol}//${hostname}:${port}`,
    region,
    credentials,
  });
});

afterAll(async () => {
  streams.destroy();
  await dynamo.stop();
});

const createStreamedTable = async (TableName: string): Promise<string> => {
  await createCoreTable(dynamo.client, TableName);
  await dynamo.client.send(
    new UpdateTableCommand({
      TableName,
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  );
  const { Table } = await dynamo.client.send(new DescribeTableCommand({ TableName }));
  return Table?.LatestStreamArn ?? '';
};

describeStream('on DynamoDB Local', async () => {
  const name = `core-${(tables += 1)}`;
  const streamArn = await createStreamedTable(name);
  const reader = createStreamReader({
    client: streams,
    streamArn,
    position: null,
    beginAt: 'TRIM_HORIZON',
  });
  const read: DynamoDBRecord[] = [];
  const readOn = async (): Promise<number> => {
    const { records } = await reader.read(100);
    read.push(...records.map((raw) => buildStreamRecord(raw, name, clock, readWallClock())));
    return records.length;
  };
  return {
    table: createDynamoTable(createDocumentClient(dynamo.client), name),
    readAll: (expected) =>
      poll('the records', async () => {
        const more = await readOn();
        return more === 0 && read.length >= expected ? read : null;
      }),
  };
});
