import { afterAll, beforeAll } from 'vitest';
import { createDynamoStores } from '../../../shared/adapters/dynamo/dynamo-stores.ts';
import { createCoreTable } from '../../support/core-table.ts';
import { startDynamoLocal, type DynamoLocal } from '../../support/dynamo-local.ts';
import { describeAlerts } from './alert-contract.ts';
import { describeEpisodeWrites } from './episode-store-contract.ts';
import { describeEscalations } from './escalation-contract.ts';
import { describeLists } from './list-contract.ts';
import { describeReceipts } from './receipt-contract.ts';
import { describeStaff } from './staff-store-contract.ts';

let dynamo: DynamoLocal;
let tables = 0;

beforeAll(async () => {
  dynamo = await startDynamoLocal();
});

afterAll(() => dynamo.stop());

const open = async () => {
  const name = `core-${(tables += 1)}`;
  await createCoreTable(dynamo.client, name);
  return createDynamoStores(name, dynamo.client);
};

describeEpisodeWrites('on DynamoDB Local', open);
describeEscalations('on DynamoDB Local', open);
describeLists('on DynamoDB Local', open);
describeReceipts('on DynamoDB Local', open);
describeAlerts('on DynamoDB Local', open);
describeStaff('on DynamoDB Local', open);
