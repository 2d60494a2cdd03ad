import { describe, expect, it } from 'vitest';
import { addMs } from '../../../shared/kernel/instant.ts';
import { at } from '../../support/facts.ts';
import type { Authenticator, Caller } from '../../../shared/access/caller.ts';
import { type AccessItem, createAccessItem } from '../../../shared/access/access-tokens.ts';

const EXPIRES_AT = at('2026-12-01T09:00Z');
const BEFORE = addMs(EXPIRES_AT, -1);
const MANAGER: Caller = { subject: 'm-1', role: 'manager', authorities: ['E10000020'] };
const OPERATOR: Caller = { subject: 'o-1', role: 'operator', authorities: 'all' };

/** What every keeper of tokens must do, in memory and on DynamoDB alike. */
export const describeAccessTokens = (
  name: string,
  open: (items: readonly AccessItem[]) => Promise<Authenticator>,
): void => {
  const openWithTwo = () =>
    open([
      createAccessItem('token-of-manager', MANAGER, EXPIRES_AT),
      createAccessItem('token-of-operator', OPERATOR, EXPIRES_AT),
    ]);

  describe(`access tokens ${name}`, () => {
    it('give their owner access to their own authorities, or to all', async () => {
      const tokens = await openWithTwo();
      expect(await tokens.authenticate('token-of-manager', BEFORE)).toEqual(MANAGER);
      expect(await tokens.authenticate('token-of-operator', BEFORE)).toEqual(OPERATOR);
    });

    it('refuse a token that was never issued, and the hash of one that was', async () => {
      const tokens = await openWithTwo();
      const { tokenHash } = createAccessItem('token-of-manager', MANAGER, EXPIRES_AT);
      expect(await tokens.authenticate('token-of-nobody', BEFORE)).toBeNull();
      expect(await tokens.authenticate(tokenHash, BEFORE)).toBeNull();
    });

    it('refuse an expired token, even while its item is still stored', async () => {
      const tokens = await openWithTwo();
      expect(await tokens.authenticate('token-of-manager', EXPIRES_AT)).toBeNull();
    });

    it('fail, and refuse access, on an item that is not a token', async () => {
      const item = { ...createAccessItem('token', MANAGER, EXPIRES_AT), subject: '' };
      const tokens = await open([item]);
      await expect(tokens.authenticate('token', BEFORE)).rejects.toThrow();
    });
  });
};
