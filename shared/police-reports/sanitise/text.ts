/** Look-alike letters: the first of each group is replaced by the rest. */
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

/** Accents, soft hyphens, zero-width spaces and direction controls. */
const UNSEEN = /[\p{M}\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/**
 * For comparison: without accents, wide, joined, look-alike and invisible letters, with one kind of apostrophe. Keeps
 * capitals.
 */
export const foldText = (text: string): string =>
  Array.from(text.normalize('NFKD').replaceAll(UNSEEN, ''), (one) => LOOKALIKES.get(one) ?? one)
    .join('')
    .replaceAll(/[‘’ʼ′`´]/gu, "'");

/** `SamExample` becomes `Sam Example`. */
export const splitCapitals = (folded: string): string =>
  folded.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2');

/** Lower-case letters and digits only; o is 0, and i and l are 1. */
export const squash = (text: string): string =>
  foldText(text)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1');

export const splitWords = (text: string): readonly string[] =>
  splitCapitals(foldText(text))
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

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

const foldDigits = (small: string): string => small.replaceAll('o', '0').replaceAll(/[il]/g, '1');

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
