import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createCoreStores, type CoreStores } from './core-stores.ts';
import { createDynamoTable } from './database/dynamo-table.ts';

/** A document client with the house's settings: absent members are left out, never stored as null. */
export const createDocumentClient = (client: DynamoDBClient): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

/** The stores over the core table of this name, with the credentials and endpoint of the environment. */
export const createDynamoStores = (
  tableName: string,
  client: DynamoDBClient = new DynamoDBClient({}),
): CoreStores => createCoreStores(createDynamoTable(createDocumentClient(client), tableName));
