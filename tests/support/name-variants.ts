import fc from 'fast-check';

const LEET: Readonly<Record<string, string>> = {
  a: '4',
  e: '3',
  i: '1',
  o: '0',
  s: '5',
  t: '7',
  b: '8',
};

/** For each sign of a text, whether a trick is played on it. */
const tricks = (text: string) =>
  fc.array(fc.boolean(), { minLength: text.length, maxLength: text.length });

type Trick = (text: string) => fc.Arbitrary<string>;

const onEach =
  (play: (sign: string, at: number) => string): Trick =>
  (text) =>
    tricks(text).map((played) =>
      Array.from(text, (sign, at) => (played[at] ? play(sign, at) : sign)).join(''),
    );

const otherCase = onEach((sign) =>
  sign === sign.toUpperCase() ? sign.toLowerCase() : sign.toUpperCase(),
);

const accented = onEach((sign) => (/[a-z]/i.test(sign) ? `${sign}\u0301` : sign));

const withUnseen = onEach((sign) => `${sign}\u200b`);

const wide = onEach((sign) =>
  /[a-z]/i.test(sign) ? String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0) : sign,
);

/** Every second letter at most, so that it can still be read as a word. */
const withDigits = onEach((sign, at) => (at % 2 === 0 ? sign : (LEET[sign.toLowerCase()] ?? sign)));

const withMarks: Trick = (text) =>
  fc
    .constantFrom('.', '-', '_', '*', "'")
    .map((mark) =>
      Array.from(text).join(mark).replaceAll(` ${mark}`, ' ').replaceAll(`${mark} `, ' '),
    );

const apart: Trick = (text) =>
  fc.constant(Array.from(text.normalize('NFKD').replaceAll(/[^\p{L}]/gu, '')).join(' '));

const possessive: Trick = (text) => fc.constantFrom('’s', "'s", 's', '').map((end) => text + end);

/** A name as it might be spelt, on purpose or by accident. */
export const nameVariants = (name: string): fc.Arbitrary<string> =>
  fc
    .constantFrom<Trick>(otherCase, accented, withUnseen, wide, withDigits, withMarks, apart)
    .chain((trick) => trick(name))
    .chain(possessive);

/** A number or postcode in another case, with spaces or hyphens where there were none, and o for 0. */
export const numberVariants = (number: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      onEach((sign) => `${sign} `)(number),
      fc.constantFrom(' ', '-'),
      fc.boolean(),
      fc.boolean(),
    )
    .map(([spread, between, inSmall, withLetters]) => {
      const spaced = spread.trim().replaceAll(/\s+/g, between);
      const cased = inSmall ? spaced.toLowerCase() : spaced;
      return withLetters ? cased.replaceAll('0', 'O') : cased;
    });

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const ordinal = (day: number): string => {
  if (day > 10 && day < 14) return `${day}th`;
  return `${day}${['th', 'st', 'nd', 'rd'][day % 10] ?? 'th'}`;
};

/** A day `YYYY-MM-DD` in one of its usual spellings. */
export const dateVariants = (date: string): fc.Arbitrary<string> => {
  const [year = '', month = '', day = ''] = date.split('-');
  const [m, d, name] = [Number(month), Number(day), MONTHS[Number(month) - 1] ?? ''];
  const short = year.slice(2);
  return fc.constantFrom(
    date,
    `${day}/${month}/${year}`,
    `${d}/${m}/${year}`,
    `${d}/${m}/${short}`,
    `${d}.${m}.${year}`,
    `${d}-${m}-${year}`,
    `${d} ${name} ${year}`,
    `${d} ${name.slice(0, 3)} ${short}`,
    `${ordinal(d)} of ${name} ${year}`,
    `${name} ${ordinal(d)}, ${year}`,
    `${name.toUpperCase()} ${d} ${year}`,
    `${day}${month}${year}`,
    `${year}${month}${day}`,
  );
};

/** The text around a value. */
export const amongWords = (planted: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom('', 'A van came. ', 'It was near ', '(', '\n', 'at the back of '),
      fc.constantFrom('', '.', ', it was there', ') was there', '\n', ' was there.'),
    )
    .map(([before, after]) => `${before}${planted}${after}`);
