import { createMemoryStores } from '../../../shared/adapters/memory/memory-stores.ts';
import { describeAlerts } from './alert-contract.ts';
import { describeEpisodeWrites } from './episode-store-contract.ts';
import { describeEscalations } from './escalation-contract.ts';
import { describeLists } from './list-contract.ts';
import { describeReceipts } from './receipt-contract.ts';
import { describeStaff } from './staff-store-contract.ts';

const open = () => Promise.resolve(createMemoryStores());

describeEpisodeWrites('in memory', open);
describeEscalations('in memory', open);
describeLists('in memory', open);
describeReceipts('in memory', open);
describeAlerts('in memory', open);
describeStaff('in memory', open);
