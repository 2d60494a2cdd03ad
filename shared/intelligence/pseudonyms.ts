import { createHmac } from 'node:crypto';
import * as z from 'zod';
import type { Table, ItemKey } from '../database/table.ts';
import type { Tokens } from '../kernel/random-token.ts';
import { hash } from '../kernel/hash.ts';
import type { IntelligencePlace } from './item.ts';
import type { Point } from '../kernel/point.ts';

/** Crockford's base 32: no I, L, O or U, so that it can be read out and written down. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Of 5 bits each: 80 bits, so that two words never meet in one. */
const LETTERS = 16;

/** So many times the key is looked for; others may be making it too. */
const ROUNDS = 8;

const storedKey = z.object({ key: z.string().min(1) });

type Kind = Parameters<Pseudonyms['createPseudonym']>[1];

const readKey = async (table: Table, authority: string): Promise<string | null> => {
  const item = await table.get(pseudonymKeyKey(authority));
  return item === null ? null : storedKey.parse(item).key;
};

/** Whoever writes first makes the key for all; it is never written again. */
const readOrMakeKey = async (
  table: Table,
  makeToken: Tokens,
  authority: string,
): Promise<string> => {
  for (let round = 1; round <= ROUNDS; round++) {
    const known = await readKey(table, authority);
    if (known !== null) return known;
    const put = { ...pseudonymKeyKey(authority), entity: 'pseudonym-key', key: makeToken() };
    await table.transact([{ put, onlyIf: 'absent' }]);
  }
  throw new Error('The key of the pseudonyms could not be stored.');
};

const inLetters = (bytes: Buffer): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from(
    { length: LETTERS },
    (_, at) => ALPHABET[parseInt(bits.slice(at * 5, at * 5 + 5), 2)],
  ).join('');
};

/** `P-7Q2K-…`: four groups of four letters. */
const pseudonymWith = (key: string, kind: Kind, word: string): string => {
  const normal = kind === 'handle' ? normaliseHandle(word) : normaliseWord(word);
  const hmac = createHmac('sha256', key).update(JSON.stringify([kind, normal]));
  return `P-${inLetters(hmac.digest()).replaceAll(/.{4}(?=.)/g, '$&-')}`;
};

/**
 * Pseudonyms by HMAC-SHA-256 under a key of each authority's own, made when it is first needed and kept in the core
 * table: without it nobody can find out by trying which word a pseudonym stands for.
 */
export const createPseudonyms = (table: Table, makeToken: Tokens): Pseudonyms => {
  const keys = new Map<string, string>();
  return {
    createPseudonym: async (authority, kind, word) => {
      const key = keys.get(authority) ?? (await readOrMakeKey(table, makeToken, authority));
      keys.set(authority, key);
      return pseudonymWith(key, kind, word);
    },
  };
};

/** What an authority's pseudonyms are made with. */
export const pseudonymKeyKey = (authority: string): ItemKey => ({
  pk: `pseudonym-key#${authority}`,
  sk: 'key',
});

/** Accents, marks that are not seen, spaces. */
const DOES_NOT_MATTER = /[\p{M}\p{Cf}\s]/gu;

/**
 * A word as it is compared: upper and lower case, accents and spaces do not matter. A word of which nothing else would
 * be left stays as it is.
 */
export const normaliseWord = (word: string): string =>
  word.normalize('NFKD').toLowerCase().replaceAll(DOES_NOT_MATTER, '') || word;

/** A handle as it is compared: whether it was written with its `@` does not matter either. */
export const normaliseHandle = (handle: string): string =>
  normaliseWord(handle).replace(/^@(?=.)/, '');

/** In thousandths of a degree: in England about 110 metres to the north and 65 to the east. */
const about = ({ latitude, longitude }: Point): string =>
  `${Math.round(latitude * 1000)},${Math.round(longitude * 1000)}`;

/**
 * By which the same place is known again: where it is (the postcode, else the point to about 100 metres) and what
 * everybody calls it. Null for a place that is only described: then the words themselves are all there is.
 */
export const createPlaceKey = ({
  name,
  postcode,
  point,
}: Omit<IntelligencePlace, 'key'>): string | null => {
  const where = postcode ?? (point === null ? null : about(point));
  if (where === null && name === null) return null;
  return `pl-${hash('place', where ?? '', name === null ? '' : normaliseWord(name))}`;
};

/** Turns what people are called into pseudonyms: the same word in the same authority gives the same one. */
export interface Pseudonyms {
  /**
   * Of a nickname, a handle, a place's description; upper and lower case, accents and spaces do not matter, nor does a
   * handle's `@`. A nickname and a handle that are written alike have two.
   */
  createPseudonym(
    authority: string,
    kind: 'nickname' | 'handle' | 'place',
    word: string,
  ): Promise<string>;
}
