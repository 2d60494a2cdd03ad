import type { Instant } from '../../../shared/kernel/instant.ts';
import type { Caller, Authenticator } from '../../../shared/access/caller.ts';
import { type AccessItem, hashToken, readCaller } from '../../../shared/access/access-tokens.ts';

const find = (items: readonly AccessItem[], token: string, now: Instant): Caller | null => {
  const item = items.find((one) => one.tokenHash === hashToken(token));
  return item === undefined ? null : readCaller(item, now);
};

/** Bearer tokens in memory. */
export const createMemoryAccessTokens = (items: readonly AccessItem[]): Authenticator => ({
  authenticate: (token, now) => Promise.resolve().then(() => find(items, token, now)),
});
