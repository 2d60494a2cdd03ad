import { foldText, splitCapitals } from '../../kernel/fold-text.ts';

/** Lower-case letters and digits only; o is 0, and i and l are 1. */
export const squash = (text: string): string =>
  foldText(text)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1');

export type TextKind = 'prose' | 'name' | 'handle';

export interface Form {
  readonly written: string;
  readonly small: string;
}

/** Every sign that is not a letter or digit is one of `MARKS`. */
export interface ReadText {
  readonly kind: TextKind;
  readonly forms: readonly Form[];
  readonly handles: readonly string[];
  readonly digits: string;
  readonly withoutSpaces: string;
  readonly squashed: string;
}

/** Part of a character class: space, apostrophe, signs used for letters, and a point for every other mark. */
export const MARKS = " .'@$!|+";

/** `5am` or `10.30 p.m.` would otherwise look like a name with a digit for a letter. */
const TIME_OF_DAY = /(?<![\p{L}\p{N}])\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?\s?m(?!\p{L})\.?/giu;

const markPlainly = (folded: string): string =>
  folded
    .replaceAll(/\s/gu, ' ')
    .replaceAll(/[^\p{L}\p{N} '@$!|+]/gu, '.')
    .replaceAll(/[^\P{N}0-9]/gu, '0');

const toSmall = (text: string): string =>
  Array.from(text, (sign) => {
    const small = sign.toLowerCase();
    return small.length === sign.length ? small : sign;
  }).join('');

const looksLikeHandle = (word: string): boolean =>
  /[@_]/.test(word) || (word.length > 4 && /\p{L}/u.test(word) && /\p{N}/u.test(word));

/** As in `digits` and `withoutSpaces` of a text that was read. */
export const foldDigits = (small: string): string =>
  small.replaceAll('o', '0').replaceAll(/[il]/g, '1');

const readForm = (folded: string): Form => {
  const written = markPlainly(folded);
  return { written, small: toSmall(written) };
};

export const readText = (text: string, kind: TextKind): ReadText => {
  const folded = foldText(text);
  const timeless = folded.replaceAll(TIME_OF_DAY, ' ; ');
  const handles = kind === 'handle' ? [folded] : timeless.split(/\s+/).filter(looksLikeHandle);
  const digits = foldDigits(readForm(folded).small);
  return {
    kind,
    forms: [...new Set([timeless, splitCapitals(timeless)])].map(readForm),
    handles: handles.map((handle) => readForm(handle).small),
    digits,
    withoutSpaces: digits.replaceAll(' ', ''),
    squashed: squash(text),
  };
};

export type Finder = (text: ReadText) => boolean;
