import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { THEMES_TABLE } from '../../shared/platform/names.ts';

/** Makes a themes table in an emulator, from the same names as the CDK app does. */
export const createThemesTable = async (client: DynamoDBClient, name: string): Promise<void> => {
  const { partitionKey, sortKey } = THEMES_TABLE;
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: partitionKey, KeyType: 'HASH' },
        { AttributeName: sortKey, KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [partitionKey, sortKey].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
    }),
  );
};
