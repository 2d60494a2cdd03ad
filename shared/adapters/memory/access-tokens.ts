import type { Authenticator } from '../../ports.ts';
import { type AccessItem, callerOf, tokenDigest } from '../access/access-item.ts';

/** Bearer tokens over access items in memory, for tests and simulations. */
export const createMemoryAccessTokens = (items: readonly AccessItem[]): Authenticator => ({
  authenticate: (token, now) => {
    const item = items.find((one) => one.tokenDigest === tokenDigest(token));
    return Promise.resolve(item === undefined ? null : callerOf(item, now));
  },
});
