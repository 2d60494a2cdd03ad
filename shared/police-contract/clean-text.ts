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

/** Blank Braille is no default ignorable, and seen by nobody. */
const UNSEEN = String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}\u2800]`;
/** Line breaks and tabs are left to the field. A variation selector belongs to the sign before it. */
const KEPT = String.raw`[\t\n\r\u200c\u200d\p{Variation_Selector}]`;
const INVISIBLE = new RegExp(`[${UNSEEN}--${KEPT}]`, 'gv');

/** Fields of one line have spaces where the sender broke the line. */
const BREAKS = /[\t\n\v\f\r\u0085\p{Zl}\p{Zp}]+/gu;

export const cleanText = (text: string): string =>
  text
    .replace(/[\u0080-\u009f]/g, decodeC1)
    .replace(INVISIBLE, '')
    .replace(LOOSE_JOINERS, '');

export const cleanLine = (text: string): string => cleanText(text.replace(BREAKS, ' '));

const VISIBLE = /[^\p{Z}\p{M}\p{Co}\s\u200c\u200d]/u;

/** A letter, digit or sign that a reader can see. */
export const hasVisible = (text: string): boolean => VISIBLE.test(cleanLine(text));

/** `trim` leaves U+0085, which is white space to Unicode. Inside a line it is refused or cleaned like a line break. */
export const trimSpace = (text: string): string => text.replaceAll('\u0085', '\n').trim();

/** White space (Unicode) around a force's reference is no part of it. */
export const readReference = (sent: string): string => trimSpace(sent);
