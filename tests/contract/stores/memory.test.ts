import { createMemoryStores } from '../../../shared/adapters/memory/memory-stores.ts';
import { describeEpisodeWrites } from './episode-store-contract.ts';
import { describeLists } from './list-contract.ts';
import { describeReceipts } from './receipt-contract.ts';

const open = () => Promise.resolve(createMemoryStores());

describeEpisodeWrites('in memory', open);
describeLists('in memory', open);
describeReceipts('in memory', open);
