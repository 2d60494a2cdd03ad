import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CORE_TABLE } from '../../shared/platform/names.ts';

const indexes = Object.values(CORE_TABLE.indexes);
const attributes = [
  ...new Set([
    CORE_TABLE.partitionKey,
    CORE_TABLE.sortKey,
    ...indexes.flatMap((index) => [index.partitionKey, index.sortKey]),
  ]),
];

/** Makes the core table in an emulator, from the same names as the CDK app does. */
export const createCoreTable = async (client: DynamoDBClient, name: string): Promise<void> => {
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: CORE_TABLE.partitionKey, KeyType: 'HASH' },
        { AttributeName: CORE_TABLE.sortKey, KeyType: 'RANGE' },
      ],
      AttributeDefinitions: attributes.map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: [
          { AttributeName: index.partitionKey, KeyType: 'HASH' },
          { AttributeName: index.sortKey, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    }),
  );
};
