import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

/** The least that a function of ours could be: the SDK's client and one command, nothing around it. */
export const handler = async (): Promise<boolean> => {
  const Key = { pk: { S: 'a' }, sk: { S: 'b' } };
  const { Item } = await client.send(new GetItemCommand({ TableName: 'core', Key }));
  return Item !== undefined;
};
