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
    it('let in whom they were given to, for their own authorities or for all', async () => {
      const tokens = await openWithTwo();
      expect(await tokens.authenticate('token-of-manager', BEFORE)).toEqual(MANAGER);
      expect(await tokens.authenticate('token-of-operator', BEFORE)).toEqual(OPERATOR);
    });

    it('let nobody in whose token was never given out, nor by its digest', async () => {
      const tokens = await openWithTwo();
      const { tokenHash } = createAccessItem('token-of-manager', MANAGER, EXPIRES_AT);
      expect(await tokens.authenticate('token-of-nobody', BEFORE)).toBeNull();
      expect(await tokens.authenticate(tokenHash, BEFORE)).toBeNull();
    });

    it('let nobody in once they have expired, though the item may still be there', async () => {
      const tokens = await openWithTwo();
      expect(await tokens.authenticate('token-of-manager', EXPIRES_AT)).toBeNull();
    });

    it('fail, and let nobody in, on an item that is not one', async () => {
      const item = { ...createAccessItem('token', MANAGER, EXPIRES_AT), subject: '' };
      const tokens = await open([item]);
      await expect(tokens.authenticate('token', BEFORE)).rejects.toThrow();
    });
  });
};
