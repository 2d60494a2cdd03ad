import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createThemeStore, type ThemeStore } from './theme-store.ts';
import { createDynamoTable, createDocumentClient } from '../database/dynamo-table.ts';

/** The localities' picture in the table of this name, with the credentials and endpoint of the environment. */
export const createDynamoThemes = (
  tableName: string,
  client: DynamoDBClient = new DynamoDBClient({}),
): ThemeStore => createThemeStore(createDynamoTable(createDocumentClient(client), tableName));
