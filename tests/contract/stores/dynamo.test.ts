import { afterAll, beforeAll } from 'vitest';
import { createDynamoTable, createDocumentClient } from '../../../shared/database/dynamo-table.ts';
import {
  startDynamoLocal,
  type DynamoLocal,
  createThemesTable,
  createCoreTable,
} from '../../support/dynamo-local.ts';
import { describeAlerts } from './alert-contract.ts';
import { describeChildMatches } from './child-match-contract.ts';
import { describeCodes } from './code-contract.ts';
import { describeEpisodeWrites } from './episode-store-contract.ts';
import { describeEscalations } from './escalation-contract.ts';
import { describeEvidenceSources } from './evidence-source-contract.ts';
import { describeLists } from './list-contract.ts';
import { describeReceipts } from './receipt-contract.ts';
import { describeReleases } from './release-contract.ts';
import { describeReports } from './report-contract.ts';
import { describeSignals } from './signal-contract.ts';
import { describeStaff } from './staff-store-contract.ts';
import { describeTransactions } from './table-contract.ts';
import { describeThemes } from './theme-store-contract.ts';
import { createDynamoStores } from '../../support/core-stores.ts';

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

const openThemes = async () => {
  const name = `themes-${(tables += 1)}`;
  await createThemesTable(dynamo.client, name);
  return createDynamoTable(createDocumentClient(dynamo.client), name);
};

describeEpisodeWrites('on DynamoDB Local', open);
describeEscalations('on DynamoDB Local', open);
describeLists('on DynamoDB Local', open);
describeReceipts('on DynamoDB Local', open);
describeReleases('on DynamoDB Local', open);
describeReports('on DynamoDB Local', open);
describeAlerts('on DynamoDB Local', open);
describeStaff('on DynamoDB Local', open);
describeSignals('on DynamoDB Local', open);
describeEvidenceSources('on DynamoDB Local', open);
describeThemes('on DynamoDB Local', openThemes);
describeCodes('on DynamoDB Local', open);
describeChildMatches('on DynamoDB Local', open);
describeTransactions('on DynamoDB Local', openThemes);
