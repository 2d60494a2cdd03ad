import { describeAccessTokens } from './access-token-contract.ts';
import { createMemoryAccessTokens } from '../../support/memory-access-tokens.ts';

describeAccessTokens('in memory', (items) => Promise.resolve(createMemoryAccessTokens(items)));
