import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndexDescription,
} from '@aws-sdk/client-dynamodb';

const indexOf = ({ IndexName, KeySchema, Projection }: GlobalSecondaryIndexDescription) => ({
  IndexName,
  KeySchema,
  Projection,
});

/** Makes an empty table with the keys, indexes and stream of another, so that a write costs the same in both. */
export const copyTable = async (
  client: DynamoDBClient,
  original: string,
  name: string,
): Promise<string> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: original }));
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: Table?.AttributeDefinitions,
      KeySchema: Table?.KeySchema,
      GlobalSecondaryIndexes: Table?.GlobalSecondaryIndexes?.map(indexOf),
      StreamSpecification: Table?.StreamSpecification,
    }),
  );
  return name;
};
