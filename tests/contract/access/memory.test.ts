import { createMemoryAccessTokens } from '../../../shared/access/memory-access-tokens.ts';
import { describeAccessTokens } from './access-token-contract.ts';

describeAccessTokens('in memory', (items) => Promise.resolve(createMemoryAccessTokens(items)));
