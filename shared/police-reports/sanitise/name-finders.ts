import { isCommonWord, isNoName } from './common-words.ts';
import { wordsOf } from './fold-text.ts';
import type { Finder, ReadText } from './read-text.ts';
import { isSpaceless, patternOf, type Standing } from './spelling.ts';

const lengthOf = (words: readonly string[]): number => Array.from(words.join('')).length;

/** Of the letters at least half are written as letters: `54m` is a distance. */
const isWritten = (found: string, words: readonly string[]): boolean =>
  (found.match(/\p{L}/gu) ?? []).length * 2 >= lengthOf(words);

/** An ordinary word in small letters, as a sentence needs it. */
const isOrdinary = (found: string, words: readonly string[], { kind }: ReadText): boolean => {
  const [word = ''] = words;
  if (kind !== 'prose' || words.length > 1) return false;
  if (found !== word && found !== `${word}s`) return false;
  return isCommonWord(word) || (lengthOf(words) < 3 && !isSpaceless(word));
};

const stands = (pattern: RegExp, words: readonly string[], text: ReadText): boolean =>
  text.forms.some(({ written, small }) =>
    Array.from(small.matchAll(pattern)).some(({ 0: found, index }) => {
      const asWritten = written.slice(index, index + found.length);
      return isWritten(found, words) && !isOrdinary(asWritten, words, text);
    }),
  );

const handleStanding = (words: readonly string[]): Standing =>
  lengthOf(words) < 4 ? 'edge' : 'anywhere';

/** Finds words that follow each other, also within what somebody is called online. */
export const findWords = (words: readonly string[]): Finder => {
  const pattern = patternOf(words, 'word');
  const within = lengthOf(words) < 3 ? null : patternOf(words, handleStanding(words));
  return (text) =>
    stands(pattern, words, text) ||
    (within !== null &&
      text.handles.some((handle) =>
        Array.from(handle.matchAll(within)).some(([found]) => isWritten(found, words)),
      ));
};

/** The name as a whole, and each word of it that can be a name by itself. */
const wordingsOf = (name: string): readonly (readonly string[])[] => {
  const words = wordsOf(name);
  const parts = words.filter((word) => !isNoName(word)).map((word) => [word]);
  return words.length > 1 && lengthOf(words) > 2 ? [words, ...parts] : parts;
};

/** Finds each of some names, and their parts. */
export const nameFinders = (names: readonly string[]): readonly Finder[] => {
  const wordings = new Map(
    names.flatMap(wordingsOf).map((words) => [words.join(' '), words] as const),
  );
  return [...wordings.values()].map(findWords);
};
