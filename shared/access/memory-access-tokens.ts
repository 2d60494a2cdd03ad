import type { Instant } from '../kernel/instant.ts';
import { type AccessItem, callerOf, tokenDigest } from './access-item.ts';
import type { Authenticator, Caller } from './caller.ts';

const find = (items: readonly AccessItem[], token: string, now: Instant): Caller | null => {
  const item = items.find((one) => one.tokenDigest === tokenDigest(token));
  return item === undefined ? null : callerOf(item, now);
};

/** Bearer tokens over access items in memory, for tests and simulations. */
export const createMemoryAccessTokens = (items: readonly AccessItem[]): Authenticator => ({
  authenticate: (token, now) => Promise.resolve().then(() => find(items, token, now)),
});
