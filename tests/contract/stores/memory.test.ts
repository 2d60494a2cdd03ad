import { createMemoryTable } from '../../../shared/database/memory-table.ts';
import { describeAlerts } from './alert-contract.ts';
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
import { describeThemes } from './theme-store-contract.ts';
import { createMemoryStores } from '../../support/core-stores.ts';

const open = () => Promise.resolve(createMemoryStores());

describeEpisodeWrites('in memory', open);
describeEscalations('in memory', open);
describeLists('in memory', open);
describeReceipts('in memory', open);
describeReleases('in memory', open);
describeReports('in memory', open);
describeAlerts('in memory', open);
describeStaff('in memory', open);
describeSignals('in memory', open);
describeEvidenceSources('in memory', open);
describeThemes('in memory', () => Promise.resolve(createMemoryTable()));
describeCodes('in memory', open);
