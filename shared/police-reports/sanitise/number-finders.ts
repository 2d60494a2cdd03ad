import { foldDigits, squash, type Finder, MARKS } from './text.ts';

/** A match this long is not a coincidence, wherever it is. */
const LONG = 6;

/** Shorter ones would match any number. */
const SHORTEST = 4;

const hasDigit = (text: string): boolean => /\p{N}/u.test(text);

const buildWholePattern = (squashed: string, between: string): RegExp =>
  new RegExp(`(?<![^${MARKS}])${Array.from(squashed).join(between)}(?![^${MARKS}])`, 'u');

const SERIAL = /^\p{N}{5,}$/u;

/** Leading letters and zeros are left out when people say a number. */
const listSerials = (part: string): readonly string[] => {
  const digits = part.replace(/^\p{L}+/u, '');
  return [digits, digits.replace(/^0+/, '')].filter((serial) => SERIAL.test(serial));
};

/** A reference is also found by its serial number alone. */
const listForms = (identifier: string): readonly string[] => [
  identifier,
  ...identifier.split(/[^\p{L}\p{N}]+/u).flatMap(listSerials),
];

const findIdentifier = (form: string): Finder | null => {
  const squashed = squash(form);
  if (!hasDigit(form) || squashed.length < SHORTEST) return null;
  if (squashed.length >= LONG) return (text) => text.squashed.includes(squashed);
  const pattern = buildWholePattern(squashed, '[ .]{0,2}');
  return ({ digits }) => pattern.test(digits);
};

/** Only those with a digit, with any marks between the signs. */
export const createIdentifierFinders = (identifiers: readonly string[]): readonly Finder[] =>
  [...new Set(identifiers.flatMap(listForms))].flatMap((form) => findIdentifier(form) ?? []);

export const createPostcodeFinders = (postcodes: readonly string[]): readonly Finder[] =>
  postcodes.map((postcode): Finder => {
    const squashed = squash(postcode);
    const pattern = buildWholePattern(squashed, `[${MARKS}]{0,3}`);
    return (text) =>
      pattern.test(text.digits) || (squashed.length >= LONG && text.squashed.includes(squashed));
  });

/** In the folded form of the text: o is 0, and i and l are 1. */
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

const UNITS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );

const TENS = ['twenty', 'thirty'];

/** The day of a month in words: `ninth`, `twenty-first`. */
const spellDay = (day: number): string => {
  if (day === 30) return 'thirtieth';
  const unit = UNITS[(day > 20 ? day % 10 : day) - 1] ?? '';
  return day > 20 ? `${TENS[Math.floor(day / 10) - 2] ?? ''}[${MARKS}]{0,3}${unit}` : unit;
};

const makeZeroOptional = (digits: string): string => digits.replace(/^0/, '0?');

/** A day and month alone are a birthday where the text says so. */
const BORN = foldDigits(`(?:born|birthday|birth)(?:${BETWEEN}|on|is|was){0,9}`);

const listSpellings = (birthDate: string): readonly string[] => {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const anyYear = `(?:${year}|${year.slice(2)})`;
  const inWords = foldDigits(spellDay(Number(day)));
  const nth = `(?:${makeZeroOptional(day)}(?:st|nd|rd|th)?|${inWords})`;
  const number = makeZeroOptional(month);
  const name = MONTHS[Number(month) - 1] ?? number;
  return [
    [nth, number, anyYear].join(APART),
    [number, nth, anyYear].join(APART),
    [year, number, nth].join(APART),
    [nth, name, anyYear].join(NEXT),
    [name, nth, anyYear].join(NEXT),
    [year, name, nth].join(NEXT),
    [BORN, nth, name].join(NEXT),
    [BORN, name, nth].join(NEXT),
    `${day}${month}${anyYear}`,
    `${month}${day}${year}`,
    `${year}${month}${day}`,
  ];
};

/** Dates of birth in words, with slashes or points, or with a two-digit year. */
export const createBirthDateFinders = (birthDates: readonly string[]): readonly Finder[] =>
  birthDates.map((birthDate): Finder => {
    const spellings = listSpellings(birthDate).join('|');
    const pattern = new RegExp(`(?<![0-9])(?:${spellings})(?![0-9])`, 'u');
    return ({ digits, withoutSpaces }) => pattern.test(digits) || pattern.test(withoutSpaces);
  });
