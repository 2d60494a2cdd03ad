import { squash, type Finder, MARKS } from './text.ts';

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
export const createIdentifierFinders = (identifiers: readonly string[]): readonly Finder[] =>
  [...new Set(identifiers.flatMap(formsOf))].flatMap((form) => findIdentifier(form) ?? []);

/** Finds whole postcodes, whatever stands between their signs. */
export const createPostcodeFinders = (postcodes: readonly string[]): readonly Finder[] =>
  postcodes.map((postcode): Finder => {
    const squashed = squash(postcode);
    const pattern = standsAlone(squashed, `[${MARKS}]{0,3}`);
    return (text) =>
      pattern.test(text.digits) || (squashed.length >= LONG && text.squashed.includes(squashed));
  });

/** As they are read: o as 0, and i and l as 1. */
const MONTHS = [
  'jan(?:uary)?',
  'feb(?:ruary)?',
  'mar(?:ch)?',
  'apr(?:11)?',
  'may',
  'june?',
  'ju1y?',
  'aug(?:ust)?',
  'sep(?:t(?:ember)?)?',
  '0ct(?:0ber)?',
  'n0v(?:ember)?',
  'dec(?:ember)?',
];

const BETWEEN = `(?:[${MARKS}]|0f|the)`;

const APART = `${BETWEEN}{1,9}`;

const NEXT = `${BETWEEN}{0,9}`;

const unpadded = (digits: string): string => digits.replace(/^0/, '0?');

const spellingsOf = (birthDate: string): readonly string[] => {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const anyYear = `(?:${year}|${year.slice(2)})`;
  const nth = `${unpadded(day)}(?:st|nd|rd|th)?`;
  const number = unpadded(month);
  const name = MONTHS[Number(month) - 1] ?? number;
  return [
    [nth, number, anyYear].join(APART),
    [number, nth, anyYear].join(APART),
    [year, number, nth].join(APART),
    [nth, name, anyYear].join(NEXT),
    [name, nth, anyYear].join(NEXT),
    [year, name, nth].join(NEXT),
    `${day}${month}${anyYear}`,
    `${month}${day}${year}`,
    `${year}${month}${day}`,
  ];
};

/** Finds dates of birth as they are usually spelt here: in words, with strokes or points, with two digits of the year. */
export const createBirthDateFinders = (birthDates: readonly string[]): readonly Finder[] =>
  birthDates.map((birthDate): Finder => {
    const spellings = spellingsOf(birthDate).join('|');
    const pattern = new RegExp(`(?<![0-9])(?:${spellings})(?![0-9])`, 'u');
    return ({ digits, withoutSpaces }) => pattern.test(digits) || pattern.test(withoutSpaces);
  });
