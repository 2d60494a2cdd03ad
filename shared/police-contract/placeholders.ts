import { readNhsNumber, readUpn } from './identifiers.ts';
import { createProblem, readField, type Path, type Problem } from './parse-leniently.ts';

/** Letters and digits only, in small letters: `N/A.` and `n.a` are the same word. */
export const readPlaceholderWord = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Zeros, nines or x's only, also after a letter. */
const FILLER = /^\p{L}?(0+|9{2,}|x+)$/u;
/** Ten equal digits always have the right check digit. */
const EQUAL_DIGITS = /^\p{L}?([0-9])\1+$/u;

type Reader = (text: string) => string | null;

interface Identifier {
  readonly path: Path;
  /** Reads one with a check digit. */
  readonly read: Reader | null;
}

const IDENTIFIERS: readonly Identifier[] = [
  { path: ['data', 'child', 'nhsNumber'], read: readNhsNumber },
  { path: ['data', 'child', 'upn'], read: readUpn },
  { path: ['data', 'child', 'policePersonId'], read: null },
  { path: ['data', 'child', 'authorityChildId'], read: null },
  { path: ['data', 'missingFrom', 'urn'], read: null },
  { path: ['data', 'placement', 'urn'], read: null },
  { path: ['data', 'returnedTo', 'urn'], read: null },
  { path: ['data', 'duplicateOf'], read: null },
];

/** Filler digits with a check digit are a placeholder only where it is right: else they are no number at all. */
const isPlaceholder = (text: string, read: Reader | null, words: ReadonlySet<string>): boolean => {
  const word = readPlaceholderWord(text);
  if (word === '' || words.has(word)) return true;
  if (read === null) return FILLER.test(word);
  return (FILLER.test(word) || EQUAL_DIGITS.test(word)) && read(text) !== null;
};

/** Identifiers that stand for one that is not known. They are left out, as if they had not been sent. */
export const findPlaceholders = (event: unknown, words: ReadonlySet<string>): readonly Problem[] =>
  IDENTIFIERS.flatMap(({ path, read }) => {
    const text = readField(event, path);
    if (typeof text !== 'string' || text.trim() === '') return [];
    return isPlaceholder(text, read, words)
      ? [{ ...createProblem('placeholder', path), change: { path } }]
      : [];
  });
