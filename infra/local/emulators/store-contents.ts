import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  type ContentsPlaces,
  FILLED_TABLES,
  fillOutbox,
  type StackContents,
} from '../stack-contents.ts';
import { REGION } from '../template/endpoints.ts';
import { fillTable } from './fill-table.ts';
import { CREDENTIALS } from './start-emulators.ts';

/** Stores contents in empty tables of DynamoDB Local and in the folder of messages. */
export const storeContents = async (
  { tables: items, messages }: StackContents,
  { dynamodb, tables, outbox }: ContentsPlaces,
): Promise<void> => {
  const client = new DynamoDBClient({
    endpoint: dynamodb,
    region: REGION,
    credentials: CREDENTIALS,
  });
  const storeTables = async (): Promise<void> => {
    for (const name of FILLED_TABLES) {
      const table = tables[name];
      if (table !== undefined) await fillTable(client, table, items[name]);
    }
  };
  await Promise.all([storeTables(), fillOutbox(outbox, messages)]);
  client.destroy();
};
