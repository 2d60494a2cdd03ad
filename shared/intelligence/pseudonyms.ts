import { createHmac } from 'node:crypto';
import * as z from 'zod';
import type { Table, ItemKey } from '../database/table.ts';
import { hash } from '../kernel/hash.ts';
import type { IntelligencePlace } from './item.ts';
import type { Point } from '../kernel/point.ts';
import type { Tokens } from '../kernel/system-random.ts';
import { FaultError } from '../kernel/fault-error.ts';

/** Crockford's base 32: no I, L, O or U, so that people can read it out and write it down. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 5 bits each: with 80 bits two words do not get the same pseudonym. */
const LETTERS = 16;

/** Others may be creating the key at the same time. */
const ROUNDS = 8;

const storedKey = z.object({ key: z.string().min(1) });

type Kind = Parameters<Pseudonyms['createPseudonym']>[1];

const readKey = async (table: Table, authority: string): Promise<string | null> => {
  const item = await table.get(pseudonymKeyKey(authority));
  return item === null ? null : storedKey.parse(item).key;
};

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
  throw new FaultError('write-conflict', 'The key of the pseudonyms could not be stored.');
};

const encodeLetters = (bytes: Buffer): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from(
    { length: LETTERS },
    (_, at) => ALPHABET[parseInt(bits.slice(at * 5, at * 5 + 5), 2)],
  ).join('');
};

const computePseudonym = (key: string, kind: Kind, word: string): string => {
  const normal = kind === 'handle' ? normaliseHandle(word) : normaliseWord(word);
  const hmac = createHmac('sha256', key).update(JSON.stringify([kind, normal]));
  return `P-${encodeLetters(hmac.digest()).replaceAll(/.{4}(?=.)/g, '$&-')}`;
};

/**
 * HMAC-SHA-256 with a key for each authority, created when first needed and kept in the core table. Without the key
 * nobody can find the word of a pseudonym by trying words.
 */
export const createPseudonyms = (table: Table, makeToken: Tokens): Pseudonyms => {
  const keys = new Map<string, string>();
  return {
    createPseudonym: async (authority, kind, word) => {
      const key = keys.get(authority) ?? (await readOrMakeKey(table, makeToken, authority));
      keys.set(authority, key);
      return computePseudonym(key, kind, word);
    },
  };
};

export const pseudonymKeyKey = (authority: string): ItemKey => ({
  pk: `pseudonym-key#${authority}`,
  sk: 'key',
});

const DOES_NOT_MATTER = /[\p{M}\p{Cf}\s]/gu;

/** For comparison: without upper case, accents and spaces. A word with nothing else is unchanged. */
export const normaliseWord = (word: string): string =>
  word.normalize('NFKD').toLowerCase().replaceAll(DOES_NOT_MATTER, '') || word;

export const normaliseHandle = (handle: string): string =>
  normaliseWord(handle).replace(/^@(?=.)/, '');

/** In thousandths of a degree: in England about 110 metres north and 65 east. */
const roundPoint = ({ latitude, longitude }: Point): string =>
  `${Math.round(latitude * 1000)},${Math.round(longitude * 1000)}`;

/**
 * The same for the same place: from its postcode, else its point to about 100 metres, and its name. Null for a place
 * that has only a description.
 */
export const createPlaceKey = ({
  name,
  postcode,
  point,
}: Omit<IntelligencePlace, 'key'>): string | null => {
  const where = postcode ?? (point === null ? null : roundPoint(point));
  if (where === null && name === null) return null;
  return `pl-${hash('place', where ?? '', name === null ? '' : normaliseWord(name))}`;
};

export interface Pseudonyms {
  /**
   * The same for the same word within an authority, whatever its case, accents, spaces or leading `@`. A nickname and
   * a handle spelt alike have different ones.
   */
  createPseudonym(
    authority: string,
    kind: 'nickname' | 'handle' | 'place',
    word: string,
  ): Promise<string>;
}
