import { type Finder, MARKS } from './read-text.ts';

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
export const birthFinders = (birthDates: readonly string[]): readonly Finder[] =>
  birthDates.map((birthDate): Finder => {
    const spellings = spellingsOf(birthDate).join('|');
    const pattern = new RegExp(`(?<![0-9])(?:${spellings})(?![0-9])`, 'u');
    return ({ digits, withoutSpaces }) => pattern.test(digits) || pattern.test(withoutSpaces);
  });
