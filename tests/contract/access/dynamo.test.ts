import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { ACCESS_TABLE } from '../../../shared/platform/names.ts';
import { startDynamoLocal, type DynamoLocal } from '../../support/dynamo-local.ts';
import { describeAccessTokens } from './access-token-contract.ts';
import type { Authenticator } from '../../../shared/access/caller.ts';
import { type AccessItem, createDynamoAccessTokens } from '../../../shared/access/access-tokens.ts';
import { createDocumentClient } from '../../../shared/database/dynamo-table.ts';

let dynamo: DynamoLocal;
let tables = 0;

beforeAll(async () => {
  dynamo = await startDynamoLocal();
});

afterAll(() => dynamo.stop());

const open = async (items: readonly AccessItem[]): Promise<Authenticator> => {
  const TableName = `access-${(tables += 1)}`;
  await dynamo.client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: ACCESS_TABLE.partitionKey, KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: ACCESS_TABLE.partitionKey, AttributeType: 'S' }],
    }),
  );
  const documents = createDocumentClient(dynamo.client);
  for (const Item of items) await documents.send(new PutCommand({ TableName, Item }));
  return createDynamoAccessTokens(documents, TableName);
};

describeAccessTokens('on DynamoDB Local', open);
