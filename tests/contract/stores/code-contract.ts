import { beforeEach, describe, expect, it } from 'vitest';
import type { CoreStores } from '../../support/core-stores.ts';
import { buildCode } from '../../support/debriefs.ts';

const NORFOLK = 'E10000020';
const DORSET = 'E06000059';
const OWN = { ...buildCode({ list: 'role', code: 'runner', label: 'Runner' }), authority: NORFOLK };

/** What every store of codes, and all pseudonyms, must do, in memory and on DynamoDB alike. */
export const describeCodes = (name: string, open: () => Promise<CoreStores>): void => {
  describe(`codes that authorities added ${name}`, () => {
    let codes: CoreStores['codes'];
    beforeEach(async () => {
      ({ codes } = await open());
    });

    it('are none to begin with', async () => {
      expect(await codes.listCodes(NORFOLK)).toEqual([]);
    });

    it('are kept whole, and only for the authority that added them', async () => {
      const whole = {
        ...OWN,
        phrase: 'a runner',
        validFrom: '2026-11-01',
        validUntil: '2026-12-31',
      };
      await codes.putCode(whole);
      expect(await codes.listCodes(NORFOLK)).toEqual([whole]);
      expect(await codes.listCodes(DORSET)).toEqual([]);
    });

    it('are changed, not doubled; the same word in another list is another code', async () => {
      await codes.putCode(OWN);
      await codes.putCode({ ...OWN, validUntil: '2026-12-31' });
      await codes.putCode({ ...OWN, list: 'platform' });
      const listed = await codes.listCodes(NORFOLK);
      expect(listed.map(({ list, validUntil }) => [list, validUntil])).toEqual([
        ['role', '2026-12-31'],
        ['platform', null],
      ]);
    });

    it('come in the order of the lists, then of the codes', async () => {
      for (const [list, code] of [
        ['platform', 'b'],
        ['harm', 'd'],
        ['platform', 'a'],
        ['context', 'c'],
      ] as const) {
        await codes.putCode({ ...OWN, list, code });
      }
      const listed = await codes.listCodes(NORFOLK);
      expect(listed.map(({ code }) => code)).toEqual(['d', 'c', 'a', 'b']);
    });
  });

  describe(`pseudonyms ${name}`, () => {
    let stores: CoreStores;
    beforeEach(async () => {
      stores = await open();
    });

    const pseudonymOf = (word: string, kind: 'nickname' | 'handle' = 'nickname', of = NORFOLK) =>
      stores.pseudonyms.createPseudonym(of, kind, word);

    it('are short, can be read out, and do not reveal the label', async () => {
      const pseudonym = await pseudonymOf('Zoë');
      expect(pseudonym).toMatch(/^P(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
    });

    it('are the same for the same word, however it is written', async () => {
      const words = ['Zoë', 'zoe', ' ZOE'].map((word) => pseudonymOf(word));
      expect(new Set(await Promise.all(words)).size).toBe(1);
      expect(await pseudonymOf('@zoe', 'handle')).toBe(await pseudonymOf('Zoe', 'handle'));
    });

    it('are others for another word, another kind of word and another authority', async () => {
      const all = await Promise.all([
        pseudonymOf('Zoe'),
        pseudonymOf('Zoey'),
        pseudonymOf('Zoe', 'handle'),
        pseudonymOf('Zoe', 'nickname', DORSET),
      ]);
      expect(new Set(all).size).toBe(4);
    });

    it('are the same for all who make the first of an authority at once', async () => {
      const made = await Promise.all(Array.from({ length: 8 }, () => pseudonymOf('Zoe')));
      expect(new Set(made).size).toBe(1);
    });
  });
};
