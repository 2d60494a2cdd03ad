import { describeAccessTokens } from './access-token-contract.ts';
import { createMemoryAccessTokens } from '../../../infra/local/memory/memory-access-tokens.ts';

describeAccessTokens('in memory', (items) => Promise.resolve(createMemoryAccessTokens(items)));
