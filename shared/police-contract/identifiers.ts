import { toNormalised } from 'postcode';
import * as z from 'zod';
import { trimSpace } from './clean-text.ts';
import { refuse } from './fields.ts';
import type { FindingCode } from './finding.ts';

const NHS_WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2] as const;

/**
 * NHS Data Dictionary, NHS NUMBER: weights 10 to 2, modulus 11; 11 becomes 0 and 10 is never used,
 * so null.
 */
const findCheckDigit = (nine: string): number | null => {
  const sum = NHS_WEIGHTS.reduce((total, weight, index) => total + weight * Number(nine[index]), 0);
  const result = 11 - (sum % 11);
  if (result === 10) return null;
  return result === 11 ? 0 : result;
};

const isNhsNumber = (digits: string): boolean =>
  /^[0-9]{10}$/.test(digits) && findCheckDigit(digits.slice(0, 9)) === Number(digits[9]);

/** Ten digits, also when written in groups (`943 476 5870`). Null when it is not an NHS number. */
export const readNhsNumber = (text: string): string | null => {
  const digits = trimSpace(text).replace(/[\s-]/g, '');
  return isNhsNumber(digits) ? digits : null;
};

/** By value, 0 to 22: I, O and S are left out. */
const UPN_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/** A check letter, then twelve digits (permanent) or eleven digits and a letter (temporary). */
const UPN = /^[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]$/;

const readUpnValue = (character: string): number =>
  character >= '0' && character <= '9' ? Number(character) : UPN_LETTERS.indexOf(character);

/**
 * The check letter for the twelve characters after it: value times position (2 to 13), sum modulo 23.
 * UK Government Data Standards Catalogue, Unique Pupil Number 2.0; DfE, "Unique pupil numbers (UPNs)".
 */
const findCheckLetter = (twelve: string): string | undefined => {
  const sum = Array.from(twelve).reduce(
    (total, character, index) => total + readUpnValue(character) * (index + 2),
    0,
  );
  return UPN_LETTERS[sum % 23];
};

/** Permanent or temporary, in capitals. Null when it is not a UPN. */
export const readUpn = (text: string): string | null => {
  const upn = trimSpace(text).toUpperCase();
  return UPN.test(upn) && findCheckLetter(upn.slice(1)) === upn[0] ? upn : null;
};

const buildIdentifier = (
  read: (text: string) => string | null,
  code: FindingCode,
  expected: string,
) =>
  z
    .string(expected)
    .transform((text, context): string => read(text) ?? refuse(context, code, expected));

export const postcode = buildIdentifier(
  (text) => toNormalised(trimSpace(text)),
  'invalid-value',
  'a whole UK postcode',
).meta({
  pattern: '^[\\s\\u0085]*[A-Za-z]{1,2}[0-9][A-Za-z0-9]?\\s*[0-9][A-Za-z]{2}[\\s\\u0085]*$',
});

export const nhsNumber = buildIdentifier(
  readNhsNumber,
  'invalid-nhs-number',
  'ten digits with the right check digit',
).meta({ pattern: '^([\\s\\u0085-]*[0-9]){10}[\\s\\u0085-]*$' });

export const upn = buildIdentifier(
  readUpn,
  'invalid-upn',
  'the right check letter and twelve digits, the last of which may be a letter',
).meta({ pattern: '^[\\s\\u0085]*[A-Za-z][0-9]{11}[0-9A-Za-z][\\s\\u0085]*$' });

const AUTHORITY = 'the GSS code of a local authority, a letter and eight digits';

export const authorityCode = z.string(AUTHORITY).regex(/^[EKNSW][0-9]{8}$/, AUTHORITY);

const ETHNICITY = 'an ONS 2021 census code of 1 to 10 letters, digits or hyphens';

/** ONS 2021 census code, as the force's system writes it. */
export const ethnicity = z.string(ETHNICITY).regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,9}$/, ETHNICITY);
