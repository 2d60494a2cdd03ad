import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { createDynamoTable, createDocumentClient } from '../../../shared/database/dynamo-table.ts';
import type { Table } from '../../../shared/database/table.ts';
import { AUDIT_TABLE } from '../../../shared/platform/names.ts';
import { startDynamoLocal, type DynamoLocal } from '../../support/dynamo-local.ts';
import { describeAuditTrail } from './audit-trail-contract.ts';

let dynamo: DynamoLocal;
let tables = 0;

beforeAll(async () => {
  dynamo = await startDynamoLocal();
});

afterAll(() => dynamo.stop());

const open = async (): Promise<Table> => {
  const TableName = `audit-${(tables += 1)}`;
  const { partitionKey, sortKey } = AUDIT_TABLE;
  await dynamo.client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: partitionKey, KeyType: 'HASH' },
        { AttributeName: sortKey, KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: partitionKey, AttributeType: 'S' },
        { AttributeName: sortKey, AttributeType: 'S' },
      ],
    }),
  );
  return createDynamoTable(createDocumentClient(dynamo.client), TableName);
};

describeAuditTrail('on DynamoDB Local', open);
