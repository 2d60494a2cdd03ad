/** Letters that look like, or are written for, others: the first of each pair stands for the rest. */
const PAIRS =
  'аa еe оo рp сc хx уy іi ѕs јj кk αa οo ιi νv ρp υu κk øo łl đd ðd ıi ħh ŧt ßss æae œoe þth';

const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  PAIRS.split(' ').flatMap((pair): [string, string][] => {
    const [letter = '', ...others] = Array.from(pair);
    const plain = others.join('');
    return [
      [letter.toUpperCase(), plain.toUpperCase()],
      [letter, plain],
    ];
  }),
);

/** Marks on letters, and what nobody sees: soft hyphens, zero-width spaces, direction controls. */
const UNSEEN = /[\p{M}\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/**
 * A text as it is compared: without accents, wide, joined or look-alike letters and what nobody sees; apostrophes all
 * the same. Capitals stay.
 */
export const foldText = (text: string): string =>
  Array.from(text.normalize('NFKD').replaceAll(UNSEEN, ''), (one) => LOOKALIKES.get(one) ?? one)
    .join('')
    .replaceAll(/[‘’ʼ′`´]/gu, "'");

/** Words that were run together by capitals (`SamExample`) stand apart. */
export const splitCapitals = (folded: string): string =>
  folded.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2');

/** Letters and digits only, in small letters; 0 and o, and 1, i and l, are one each. */
export const squash = (text: string): string =>
  foldText(text)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1');

/** The words of a name or a place, in small letters. */
export const splitWords = (text: string): readonly string[] =>
  splitCapitals(foldText(text))
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** How a text is to be read: whole sentences; what somebody is called; what somebody is called online. */
export type TextKind = 'prose' | 'name' | 'handle';

/** The same text, sign by sign, as it is written and in small letters. */
export interface Form {
  readonly written: string;
  readonly small: string;
}

/** A text in the forms in which it is looked through. All that is no letter or digit is one of `MARKS`. */
export interface ReadText {
  readonly kind: TextKind;
  /** Folded; and the same with words apart that capitals run together. */
  readonly forms: readonly Form[];
  /** Words of it that look like somebody's name online, in small letters. */
  readonly handles: readonly string[];
  /** In small letters; 0 and o, and 1, i and l, are one each. And the same without spaces. */
  readonly digits: string;
  readonly withoutSpaces: string;
  /** Of these, letters and digits alone. */
  readonly squashed: string;
}

/** Space, apostrophe, signs that are written for letters, and a point for every other mark; as part of a class. */
export const MARKS = " .'@$!|+";

/** `5am`, `10.30 p.m.`: else five in the morning would be a name with a digit for a letter. */
const TIME_OF_DAY = /(?<![\p{L}\p{N}])\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?\s?m(?!\p{L})\.?/giu;

const markPlainly = (folded: string): string =>
  folded
    .replaceAll(/\s/gu, ' ')
    .replaceAll(/[^\p{L}\p{N} '@$!|+]/gu, '.')
    .replaceAll(/[^\P{N}0-9]/gu, '0');

/** Small letters where that keeps every sign in its place. */
const inSmall = (text: string): string =>
  Array.from(text, (sign) => {
    const small = sign.toLowerCase();
    return small.length === sign.length ? small : sign;
  }).join('');

const looksLikeHandle = (word: string): boolean =>
  /[@_]/.test(word) || (word.length > 4 && /\p{L}/u.test(word) && /\p{N}/u.test(word));

const foldDigits = (small: string): string => small.replaceAll('o', '0').replaceAll(/[il]/g, '1');

const formOf = (folded: string): Form => {
  const written = markPlainly(folded);
  return { written, small: inSmall(written) };
};

/** Reads a text once, for all that is looked for in it. */
export const readText = (text: string, kind: TextKind): ReadText => {
  const folded = foldText(text);
  const timeless = folded.replaceAll(TIME_OF_DAY, ' ; ');
  const handles = kind === 'handle' ? [folded] : timeless.split(/\s+/).filter(looksLikeHandle);
  const digits = foldDigits(formOf(folded).small);
  return {
    kind,
    forms: [...new Set([timeless, splitCapitals(timeless)])].map(formOf),
    handles: handles.map((handle) => formOf(handle).small),
    digits,
    withoutSpaces: digits.replaceAll(' ', ''),
    squashed: squash(text),
  };
};

/** Whether something stands in a text. */
export type Finder = (text: ReadText) => boolean;
