import { squash } from './fold-text.ts';
import { type Finder, MARKS } from './read-text.ts';

/** So many letters and digits in a row are no chance, wherever they stand. */
const LONG = 6;

/** Fewer than these are any number. */
const SHORTEST = 4;

const hasDigit = (text: string): boolean => /\p{N}/u.test(text);

/** Letters and digits that stand by themselves, with at most `between` between each two of them. */
const standsAlone = (squashed: string, between: string): RegExp =>
  new RegExp(`(?<![^${MARKS}])${Array.from(squashed).join(between)}(?![^${MARKS}])`, 'u');

/** A reference is also known by its running number alone. */
const formsOf = (identifier: string): readonly string[] => [
  identifier,
  ...identifier.split(/[^\p{L}\p{N}]+/u).filter((part) => /^\p{N}{5,}$/u.test(part)),
];

const findIdentifier = (form: string): Finder | null => {
  const squashed = squash(form);
  if (!hasDigit(form) || squashed.length < SHORTEST) return null;
  if (squashed.length >= LONG) return (text) => text.squashed.includes(squashed);
  const pattern = standsAlone(squashed, '[ .]{0,2}');
  return ({ digits }) => pattern.test(digits);
};

/** Finds numbers, references and ids that have a digit, whatever stands between their signs. */
export const identifierFinders = (identifiers: readonly string[]): readonly Finder[] =>
  [...new Set(identifiers.flatMap(formsOf))].flatMap((form) => findIdentifier(form) ?? []);

/** Finds whole postcodes, whatever stands between their signs. */
export const postcodeFinders = (postcodes: readonly string[]): readonly Finder[] =>
  postcodes.map((postcode): Finder => {
    const squashed = squash(postcode);
    const pattern = standsAlone(squashed, `[${MARKS}]{0,3}`);
    return (text) =>
      pattern.test(text.digits) || (squashed.length >= LONG && text.squashed.includes(squashed));
  });
