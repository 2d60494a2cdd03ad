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

/**
 * Makes an empty table with the keys and indexes of another, without its stream: DynamoDB Local looks
 * through the records of all older streams at each write to a streamed table, so a second streamed
 * table would slow the first loops after it and then the stack itself.
 */
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
    }),
  );
  return name;
};
