import { isObject } from '../kernel/hash.ts';
import { cleanLine, cleanText, hasVisible } from './clean-text.ts';
import { createFinding } from './findings.ts';
import { createProblem, printPath, readField, type Path, type Problem } from './parse-leniently.ts';
import { readNhsNumber, readUpn } from './identifiers.ts';
import type { Receiver } from './receiver.ts';

/** Fields that may have several lines. */
const FREE_TEXTS: ReadonlySet<PropertyKey> = new Set([
  'circumstances',
  'description',
  'note',
  'summary',
]);

const listTexts = (value: unknown, path: Path): readonly (readonly [Path, string])[] => {
  if (typeof value === 'string') return [[path, value]];
  if (Array.isArray(value))
    return value.flatMap((entry, index) => listTexts(entry, [...path, index]));
  return isObject(value)
    ? Object.entries(value).flatMap(([field, inner]) => listTexts(inner, [...path, field]))
    : [];
};

const findField = (path: Path): PropertyKey | undefined =>
  path.findLast((step) => typeof step === 'string');

/** A text in which nothing is left to see is left out. What was only white space is the schema's to refuse. */
const tidyText = ([path, text]: readonly [Path, string]): readonly Problem[] => {
  const clean = FREE_TEXTS.has(findField(path) ?? '') ? cleanText(text) : cleanLine(text);
  const isSeen = hasVisible(clean);
  if (clean === text && (isSeen || text.trim() === '')) return [];
  const change = isSeen ? { path, value: clean } : { path };
  return [{ finding: createFinding('text-cleaned', printPath(path)), path, change }];
};

const CHILD: Path = ['data', 'child'];

/** Letters and digits only, in small letters: `N/A.` and `n.a` are the same word. */
export const readPlaceholderWord = (text: string): string =>
  text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Zeros, nines or x's only, also after a letter; or nothing but dashes and the like. */
const FILLER = /^$|^\p{L}?(0+|9{2,}|x+)$/u;
/** Ten equal digits always have a valid check digit. */
const EQUAL_DIGITS = /^\p{L}?([0-9])\1+$/u;

type Reader = (text: string) => string | null;

const IDENTIFIERS: Readonly<Record<string, Reader | null>> = {
  nhsNumber: readNhsNumber,
  upn: readUpn,
  policePersonId: null,
  authorityChildId: null,
};

/** One with a check digit is a placeholder only where that is right: else it is no number at all. */
const isPlaceholder = (text: string, read: Reader | null, words: ReadonlySet<string>): boolean => {
  const word = readPlaceholderWord(text);
  if (words.has(word)) return true;
  if (read === null) return FILLER.test(word);
  return (FILLER.test(word) || EQUAL_DIGITS.test(word)) && (word === '' || read(text) !== null);
};

const findPlaceholders = (event: unknown, words: ReadonlySet<string>): readonly Problem[] =>
  Object.entries(IDENTIFIERS).flatMap(([field, read]) => {
    const path = [...CHILD, field];
    const text = readField(event, path);
    if (typeof text !== 'string' || text.trim() === '') return [];
    return isPlaceholder(text, read, words)
      ? [{ ...createProblem('placeholder', path), change: { path } }]
      : [];
  });

/** What is changed in an event, with a warning, before it is read: texts that hold what is no text, and placeholders. */
export const tidyFields = (
  event: unknown,
  { placeholders }: Pick<Receiver, 'placeholders'>,
): readonly Problem[] => {
  const data = readField(event, ['data']);
  const texts = listTexts(data, ['data']).flatMap(tidyText);
  return texts.length > 0 ? texts : findPlaceholders(event, placeholders);
};
