import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createCoreStores, type CoreStores } from './core-stores.ts';
import { createDynamoTable, createDocumentClient } from './database/dynamo-table.ts';
/** The stores over the core table of this name, with the credentials and endpoint of the environment. */
export const createDynamoStores = (
  tableName: string,
  client: DynamoDBClient = new DynamoDBClient({}),
): CoreStores => createCoreStores(createDynamoTable(createDocumentClient(client), tableName));
