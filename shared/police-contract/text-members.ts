import * as z from 'zod';
import { memberRules, refuse } from './member-rule.ts';

const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;
const BREAKS_A_LINE = /[\p{Cc}\p{Zl}\p{Zp}]/u;
/** C1 controls stay: they are Windows quotation marks read wrongly, no reason to lose a child's story. */
const BREAKS_A_TEXT = /(?![\t\n\r\u0080-\u009f])\p{Cc}/u;
const ONE_LINE = '^(?=.*\\S)[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]*$';
const LINES = '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$';

/** Characters are Unicode code points, as JSON Schema counts them. */
const hasAtMost = (text: string, characters: number): boolean =>
  text.length <= characters ||
  (text.length <= 2 * characters && Array.from(text).length <= characters);

const isLine = (text: string, most: number): boolean =>
  text.isWellFormed() && text.trim() !== '' && hasAtMost(text, most) && !BREAKS_A_LINE.test(text);

const isText = (text: string, most: number): boolean =>
  text.isWellFormed() && text !== '' && hasAtMost(text, most) && !BREAKS_A_TEXT.test(text);

/** One line without control characters, kept as it is. */
export const line = (most: number) =>
  z
    .string()
    .refine((text) => isLine(text, most))
    .meta({ minLength: 1, maxLength: most, pattern: ONE_LINE })
    .register(memberRules, {
      expected: `a text of 1 to ${most} characters on one line, without control characters`,
    });

/** Free text: line breaks and tabs are allowed, other control characters are not. Kept as it is. */
export const freeText = (most: number) =>
  z
    .string()
    .refine((text) => isText(text, most))
    .meta({ minLength: 1, maxLength: most, pattern: LINES })
    .register(memberRules, {
      expected: `a text of 1 to ${most} characters, without control characters but tabs and line breaks`,
    });

/**
 * A name: trimmed, in Unicode NFC, without the invisible characters that turn the direction of writing
 * (U+202A–202E, U+2066–2069), which could disorder a page and change no name. Any script is a name.
 */
export const name = z
  .string()
  .transform((text, context) => {
    const tidy = text.replace(BIDI_CONTROLS, '').normalize('NFC').trim();
    return isLine(tidy, 100) ? tidy : refuse(context, 'invalid-value');
  })
  .meta({ minLength: 1, maxLength: 100, pattern: ONE_LINE })
  .register(memberRules, {
    expected: 'a name of 1 to 100 characters on one line, without control characters',
  });
