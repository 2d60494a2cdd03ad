import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { ACCESS_TABLE } from '../platform/names.ts';
import { callerOf, tokenDigest } from './access-item.ts';
import type { Authenticator } from './caller.ts';

/** Bearer tokens of the access table. Read consistently: a token that was taken away is out at once. */
export const createDynamoAccessTokens = (
  client: DynamoDBDocumentClient,
  tableName: string,
): Authenticator => ({
  authenticate: async (token, now) => {
    const { Item } = await client.send(
      new GetCommand({
        TableName: tableName,
        Key: { [ACCESS_TABLE.partitionKey]: tokenDigest(token) },
        ConsistentRead: true,
      }),
    );
    return Item === undefined ? null : callerOf(Item, now);
  },
});
