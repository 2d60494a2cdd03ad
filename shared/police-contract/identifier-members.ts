import { toNormalised } from 'postcode';
import * as z from 'zod';
import type { FindingCode } from '../kernel/finding.ts';
import { readNhsNumber } from './nhs-number.ts';
import { readUpn } from './upn.ts';
import { memberRules, refuse } from './member-rule.ts';

/** A text that a function makes regular, or finds to be unusable. */
const regular = (read: (text: string) => string | null, code: FindingCode) =>
  z.string().transform((text, context): string => read(text) ?? refuse(context, code));

/** A UK postcode, written `NR1 1EF` whatever its spaces and capitals were. */
export const postcode = regular((text) => toNormalised(text.trim()), 'invalid-value')
  .meta({ pattern: '^\\s*[A-Za-z]{1,2}[0-9][A-Za-z0-9]?\\s*[0-9][A-Za-z]{2}\\s*$' })
  .register(memberRules, { expected: 'a whole UK postcode' });

/** Ten digits with the right check digit; spaces and hyphens between groups are left out. */
export const nhsNumber = regular(readNhsNumber, 'invalid-nhs-number')
  .meta({ pattern: '^([ -]*[0-9]){10}[ -]*$' })
  .register(memberRules, { expected: 'ten digits with the right check digit' });

/** A unique pupil number with the right check letter, permanent or temporary, in capitals. */
export const upn = regular(readUpn, 'invalid-upn')
  .meta({ pattern: '^[A-Za-z][0-9]{11}[0-9A-Za-z]$' })
  .register(memberRules, {
    expected: 'the right check letter and twelve digits, the last of which may be a letter',
  });

/** GSS code of a local authority. One we do not know is kept and flagged for a person. */
export const authorityCode = z
  .string()
  .regex(/^[EKNSW][0-9]{8}$/)
  .register(memberRules, {
    expected: 'the GSS code of a local authority, a letter and eight digits',
    check: (value, receiver) => (receiver.isAuthority(String(value)) ? null : 'unknown-authority'),
  });

/** An ONS 2021 census code of an ethnic group, as the force's system writes it. */
export const ethnicity = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,9}$/)
  .register(memberRules, {
    expected: 'an ONS 2021 census code of 1 to 10 letters, digits or hyphens',
  });
