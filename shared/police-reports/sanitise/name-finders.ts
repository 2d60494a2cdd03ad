import { splitWords } from '../../kernel/fold-text.ts';
import { type Finder, type ReadText, MARKS } from './text.ts';
import { isCommonWord, isNoName } from './word-lists.ts';

const countLetters = (words: readonly string[]): number => Array.from(words.join('')).length;

/** At least half of the signs must be letters: `54m` is a distance. */
const isWritten = (found: string, words: readonly string[]): boolean =>
  (found.match(/\p{L}/gu) ?? []).length * 2 >= countLetters(words);

const isOrdinary = (found: string, words: readonly string[], { kind }: ReadText): boolean => {
  const [word = ''] = words;
  if (kind !== 'prose' || words.length > 1) return false;
  if (found !== word && found !== `${word}s`) return false;
  return isCommonWord(word) || (countLetters(words) < 3 && !isSpaceless(word));
};

const isFound = (pattern: RegExp, words: readonly string[], text: ReadText): boolean =>
  text.forms.some(({ written, small }) =>
    Array.from(small.matchAll(pattern)).some(({ 0: found, index }) => {
      const asWritten = written.slice(index, index + found.length);
      return isWritten(found, words) && !isOrdinary(asWritten, words, text);
    }),
  );

const chooseHandleBoundary = (words: readonly string[]): MatchBoundary =>
  countLetters(words) < 4 ? 'edge' : 'anywhere';

/** Finds these words in sequence, also within handles. */
export const createWordFinder = (words: readonly string[]): Finder => {
  const pattern = buildPattern(words, 'word');
  const within = countLetters(words) < 3 ? null : buildPattern(words, chooseHandleBoundary(words));
  return (text) =>
    isFound(pattern, words, text) ||
    (within !== null &&
      text.handles.some((handle) =>
        Array.from(handle.matchAll(within)).some(([found]) => isWritten(found, words)),
      ));
};

/** Neighbouring words: people write `Mary-Jane` as `Maryjane`, and `El-Sayed` as `Elsayed`. */
const listRuns = (words: readonly string[]): readonly (readonly string[])[] =>
  words.flatMap((_, from) =>
    words.slice(from).map((__, more) => words.slice(from, from + more + 1)),
  );

const isShort = (word: string): boolean => countLetters([word]) < 3 && !isSpaceless(word);

/** One word, the whole name, or a run with more than small words such as `de la`. */
const isMeaningful = (run: readonly string[], whole: readonly string[]): boolean => {
  const meaningful = run.filter((word) => !isNoName(word));
  if (run.length === 1 || run.length === whole.length)
    return meaningful.length > 0 && (run.length === 1 || countLetters(run) > 2);
  return meaningful.some((word) => !isShort(word));
};

const listWordings = (name: string): readonly (readonly string[])[] => {
  const words = splitWords(name);
  return listRuns(words).filter((run) => isMeaningful(run, words));
};

export const createNameFinders = (names: readonly string[]): readonly Finder[] => {
  const wordings = new Map(
    names.flatMap(listWordings).map((words) => [words.join(' '), words] as const),
  );
  return [...wordings.values()].map(createWordFinder);
};

const WRITTEN_FOR: Readonly<Record<string, string>> = {
  a: '4@',
  b: '8',
  e: '3',
  g: '9',
  i: '1!|',
  l: '1!|',
  o: '0',
  s: '5$',
  t: '7+',
  z: '2',
  '0': 'o',
  '1': 'il',
};

/** Shorter words would match parts of too many other words with a doubled letter. */
const SHORTEST_DOUBLED = 5;

const MARK_WITHIN = `[${MARKS.trim()}]{0,2}`;

const BETWEEN_LETTERS = `[${MARKS}]{1,3}`;

const BETWEEN_WORDS = `[${MARKS}]{0,3}`;

const NO_LETTER_BEFORE = `(?<![^${MARKS}0-9])`;

const NO_LETTER_AFTER = `(?![^${MARKS}0-9])`;

export type MatchBoundary = 'word' | 'edge' | 'anywhere';

const matchLetter = (letter: string): string => `[${letter}${WRITTEN_FOR[letter] ?? ''}]`;

const matchRepeated = (letter: string, times: number): string => {
  const sign = matchLetter(letter);
  return `${sign}(?:${MARK_WITHIN}${sign}){0,${Math.max(times, 2) - 1}}`;
};

/** `Jessica` matches `Jesica`, and `Mohamed` matches `Mohammed`: a consonant may be doubled or not. */
const tolerateDoubled = (word: string): readonly string[] =>
  Array.from(word.matchAll(/([b-df-hj-np-tv-z])\1*|./gu), ([run, consonant]) =>
    consonant === undefined ? matchLetter(run) : matchRepeated(consonant, run.length),
  );

/** Also with signs for letters, marks within (`S.a-m`), or letter by letter (`S a m`). */
const matchSpelling = (word: string): string => {
  const letters = Array.from(word);
  const signs =
    letters.length < SHORTEST_DOUBLED ? letters.map(matchLetter) : tolerateDoubled(word);
  const together = signs.join(MARK_WITHIN);
  return letters.length < 3 ? together : `(?:${together}|${letters.join(BETWEEN_LETTERS)})`;
};

/** Scripts without spaces between words: there a name can be anywhere. */
const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

export const isSpaceless = (text: string): boolean => SPACELESS.test(text);

const addBoundaries = (spelling: string, boundary: MatchBoundary): string => {
  const ended = `${spelling}(?:'?s)?${NO_LETTER_AFTER}`;
  if (boundary === 'anywhere') return spelling;
  const begun = `${NO_LETTER_BEFORE}${spelling}`;
  return boundary === 'word' ? `${NO_LETTER_BEFORE}${ended}` : `${begun}|${ended}`;
};

/**
 * Matches words in sequence in the lower-case form of a text, with or without spaces and marks between them, and with
 * a possessive or plural `s`. The words must be letters and digits only.
 */
export const buildPattern = (words: readonly string[], boundary: MatchBoundary): RegExp => {
  const spelling = words.map(matchSpelling).join(BETWEEN_WORDS);
  const where = isSpaceless(words.join('')) ? 'anywhere' : boundary;
  return new RegExp(addBoundaries(spelling, where), 'gu');
};
