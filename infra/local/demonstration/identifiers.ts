import { hash } from '../../../shared/kernel/hash.ts';
import type { Random } from './random.ts';

const UPN_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const UNIT_LETTERS = Array.from('ABDEFGHJLNPQRSTUWXYZ');

const sumWeighted = (digits: string, weigh: (at: number) => number): number =>
  Array.from(digits).reduce((sum, digit, at) => sum + Number(digit) * weigh(at), 0);

/** From the range 999, which the NHS reserves for tests, with a valid check digit. */
export const generateNhsNumber = (random: Random): string => {
  for (;;) {
    const digits = `999${random.integer(0, 999_999).toString().padStart(6, '0')}`;
    const check = (11 - (sumWeighted(digits, (at) => 10 - at) % 11)) % 11;
    if (check < 10) return `${digits}${check}`;
  }
};

/** One digit changed, as in a typing error, so that the check digit is wrong. */
export const mistypeNhsNumber = (nhsNumber: string): string =>
  `${nhsNumber.slice(0, 9)}${(Number(nhsNumber.at(9)) + 1) % 10}`;

/** A unique pupil number with a valid check letter and a school number (0000) that no school has. */
export const generateUpn = (random: Random, schoolAuthority: string): string => {
  const year = random.integer(14, 21);
  const digits = `${schoolAuthority}0000${year}${random.integer(0, 999).toString().padStart(3, '0')}`;
  return `${UPN_LETTERS.charAt(sumWeighted(digits, (at) => at + 2) % 23)}${digits}`;
};

/** From the range that Ofcom reserves for drama. */
export const generatePhone = (random: Random): string =>
  `01632 960${random.integer(0, 999).toString().padStart(3, '0')}`;

/** In sector 9 of the district. The postcode may exist. */
export const generatePostcode = (random: Random, district: string): string =>
  `${district} 9${random.pick(UNIT_LETTERS)}${random.pick(UNIT_LETTERS)}`;

/** A UUID (version 8: own scheme) computed from the keys. */
export const createId = (...keys: readonly (string | number)[]): string => {
  const hex = hash(...keys.map(String));
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
};
