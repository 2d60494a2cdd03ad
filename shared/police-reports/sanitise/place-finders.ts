import { createWordFinder } from './name-finders.ts';
import { splitWords } from '../../kernel/fold-text.ts';
import { type Finder } from './text.ts';
import { isGeneric, findStreetForms } from './word-lists.ts';

type Words = readonly string[];

const isNumber = (word: string): boolean => /^\p{N}+\p{L}?$/u.test(word);

const LITTLE: Words = ['at', 'in', 'on', 'of', 'off', 'near', 'the', 'by', 'to', 'and', 'from'];

/** At most three words before the street type, back to a number or a preposition. */
const findStreetBefore = (words: Words, kindAt: number): Words => {
  const before = words.slice(Math.max(0, kindAt - 3), kindAt);
  const from = before.findLastIndex((word) => isNumber(word) || LITTLE.includes(word));
  return before.slice(from + 1);
};

/** From `12 Acacia Avenue`: the street, unless its name is a common word, and the street with its number. */
const listStreets = (words: Words): readonly Words[] =>
  words.flatMap((word, at) => {
    const forms = findStreetForms(word);
    if (forms === null) return [];
    const street = findStreetBefore(words, at);
    if (street.length === 0) return [];
    const number = words[at - street.length - 1] ?? '';
    const wordings = [
      ...(street.every(isGeneric) ? [] : [street]),
      ...(isNumber(number) ? [[number, ...street]] : []),
    ];
    return wordings.flatMap((wording) => forms.map((form) => [...wording, form]));
  });

const removeArticle = (words: Words): Words => (words[0] === 'the' ? words.slice(1) : words);

/** Also without a last word that only says what it is. */
const listWholeNames = (name: string): readonly Words[] => {
  const words = removeArticle(splitWords(name));
  const core = isGeneric(words.at(-1) ?? '') ? words.slice(0, -1) : words;
  return [words, core].filter(
    (one) => one.length > 1 || (one.length === 1 && !isGeneric(one[0] ?? '')),
  );
};

const listWordings = (description: string): readonly Words[] => {
  const parts = description.split(/[,;\n\r]+/).map(splitWords);
  const [first = []] = parts;
  const isSpecific = first.length > 1 && !first.every(isGeneric);
  return [...(isSpecific ? [removeArticle(first)] : []), ...parts.flatMap(listStreets)];
};

const removeRepeats = (wordings: readonly Words[]): readonly Words[] => [
  ...new Map(wordings.map((words) => [words.join(' '), words])).values(),
];

export const createAddressFinders = (
  names: readonly string[],
  descriptions: readonly string[],
): readonly Finder[] =>
  removeRepeats([
    ...names.flatMap(listWholeNames),
    ...[...names, ...descriptions].flatMap(listWordings),
  ]).map(createWordFinder);

/** Finds short names of such places (`at Hellesdon`), except names of areas: a town is not an address. */
export const createShortNameFinders = (
  names: readonly string[],
  areas: readonly string[],
): readonly Finder[] => {
  const ofAreas = new Set(areas.flatMap(splitWords));
  const words = names
    .flatMap(splitWords)
    .filter((word) => word.length > 3 && !isGeneric(word) && !ofAreas.has(word));
  return [...new Set(words)].map((word) => createWordFinder([word]));
};
