/**
 * Removes what nobody can see and what can garble a page: control characters, characters that change the direction of
 * writing, invisible characters, characters that Unicode reserves for no use, and halves of surrogate pairs.
 */

/** C1 controls are quotation marks of Windows that were decoded wrongly; five of them mean nothing. */
const WINDOWS = new TextDecoder('windows-1252');
const decodeC1 = (control: string): string => {
  const decoded = WINDOWS.decode(Uint8Array.of(control.charCodeAt(0)));
  return decoded === control ? '' : decoded;
};

/** Joiners shape words of other scripts than Latin, so they stay between letters of those. */
const OTHER_LETTER = String.raw`[[\p{L}\p{M}]--\p{Script=Latin}]`;
const LOOSE_JOINERS = new RegExp(
  String.raw`(?<!${OTHER_LETTER})[\u200c\u200d]|[\u200c\u200d](?!${OTHER_LETTER})`,
  'gv',
);

/** Line breaks and tabs are left to the field. Soft hyphens, fillers and blank Braille are seen by nobody. */
const INVISIBLE =
  /(?![\t\n\r\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/gu;

/** Fields of one line have spaces where the sender broke the line. */
const BREAKS = /[\t\n\r\p{Zl}\p{Zp}]+/gu;

export const cleanText = (text: string): string =>
  text
    .replace(/[\u0080-\u009f]/g, decodeC1)
    .replace(INVISIBLE, '')
    .replace(LOOSE_JOINERS, '');

export const cleanLine = (text: string): string => cleanText(text.replace(BREAKS, ' '));

const VISIBLE = /[^\p{C}\p{Z}\p{M}]/u;

/** A letter, digit or sign that a reader can see. */
export const hasVisible = (text: string): boolean => VISIBLE.test(cleanLine(text));
