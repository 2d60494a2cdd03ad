import * as z from 'zod';
import type { FindingCode } from './finding.ts';
import { toInstant, type Instant } from '../kernel/instant.ts';
import { readInstant } from '../kernel/rfc3339.ts';
import { RISK_LEVELS, type RiskLevel } from '../kernel/risk-level.ts';
import { trimSpace } from './clean-text.ts';

/*
 * The message of every zod issue of a field is what is expected there, as the end of the sentence "expected …". Its
 * code is `invalid-value`, unless `refuse` gives another one.
 */

export const refuse = (context: z.RefinementCtx, code: FindingCode, expected: string): never => {
  context.addIssue({ code: 'custom', message: expected, params: { code } });
  return z.NEVER;
};

const BREAKS_A_LINE = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const BREAKS_A_TEXT = /(?![\t\n\r])\p{Cc}/u;
const IN_A_LINE = '[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]';
const ONE_LINE = `^(?=.*\\S)${IN_A_LINE}*$`;
const SPACE = '[\\s\\u0085]*';
const LINES = '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$';

/** Counts Unicode code points, as JSON Schema does. */
const hasAtMost = (text: string, characters: number): boolean =>
  text.length <= characters ||
  (text.length <= 2 * characters && Array.from(text).length <= characters);

const isLine = (text: string, most: number): boolean =>
  text.isWellFormed() && text.trim() !== '' && hasAtMost(text, most) && !BREAKS_A_LINE.test(text);

const isText = (text: string, most: number): boolean =>
  text.isWellFormed() && text !== '' && hasAtMost(text, most) && !BREAKS_A_TEXT.test(text);

const describeLine = (most: number): string =>
  `a text of 1 to ${most} characters on one line, without control characters`;

export const line = (most: number) => {
  const expected = describeLine(most);
  return z
    .string(expected)
    .refine((text) => isLine(text, most), expected)
    .meta({ minLength: 1, maxLength: most, pattern: ONE_LINE });
};

/** A line with white space (Unicode) around it, which does not count. */
export const describeTrimmedLine = (most: number) => ({
  pattern: `^${SPACE}(?=\\S)${IN_A_LINE}{1,${most}}${SPACE}$`,
});

export const isTrimmedLine = (text: string, most: number): boolean => isLine(trimSpace(text), most);

export const trimmedLine = (most: number) => {
  const expected = describeLine(most);
  return z
    .string(expected)
    .transform((text, context) =>
      isTrimmedLine(text, most) ? trimSpace(text) : refuse(context, 'invalid-value', expected),
    )
    .meta(describeTrimmedLine(most));
};

/** Kept as sent. Line breaks and tabs are allowed, other control characters are not. */
export const freeText = (most: number) => {
  const expected = `a text of 1 to ${most} characters, without control characters but tabs and line breaks`;
  return z
    .string(expected)
    .refine((text) => isText(text, most), expected)
    .meta({ minLength: 1, maxLength: most, pattern: LINES });
};

const NAME = 'a name of 1 to 100 characters on one line, without control characters';

/** In any script: trimmed, and in Unicode NFC. */
export const name = z
  .string(NAME)
  .transform((text, context) => {
    const tidy = trimSpace(text.normalize('NFC'));
    return isLine(tidy, 100) ? tidy : refuse(context, 'invalid-value', NAME);
  })
  .meta({ minLength: 1, maxLength: 100, pattern: ONE_LINE });

export const INSTANT =
  'an RFC 3339 instant with its offset from UTC (YYYY-MM-DDThh:mm:ssZ or YYYY-MM-DDThh:mm:ss+hh:mm), from the year 2000 on, not in the future';
const RFC_3339 =
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})$';

type Reading = Extract<ReturnType<typeof readInstant>, { outcome: 'read' }>;

const buildTimeField = <Time>(convert: (reading: Reading) => Time) =>
  z
    .string(INSTANT)
    .transform((text, context): Time => {
      const reading = readInstant(text);
      if (reading.outcome === 'read') return convert(reading);
      const code = reading.outcome === 'no-offset' ? 'offset-required' : 'invalid-value';
      return refuse(context, code, INSTANT);
    })
    .meta({ format: 'date-time', pattern: RFC_3339 });

export const instant = buildTimeField(({ ms }): Instant => toInstant(ms));

/** To the nanosecond, because it orders the events. */
export const recordedTime = buildTimeField(({ precise }) => precise);

const EARLIEST_BIRTH = '1990-01-01';
export const BIRTH = `a day of the calendar (YYYY-MM-DD) from ${EARLIEST_BIRTH} on, not in the future`;

export const dateOfBirth = z.iso.date(BIRTH).refine((day) => day >= EARLIEST_BIRTH, BIRTH);

const OLDEST_AGE = 25;
const AGE = `a whole number from 0 to ${OLDEST_AGE}`;

export const age = z.int(AGE).min(0, AGE).max(OLDEST_AGE, AGE);

const describeChoice = (values: readonly string[]): string => `one of ${values.join(', ')}`;

export const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, describeChoice(values));

export const yesOrNo = () => z.boolean('true or false');

const OLDER_WORDS = ['no-apparent-risk', 'absent'] as const;

const isRiskLevel = (text: string): text is RiskLevel =>
  (RISK_LEVELS as readonly string[]).includes(text);

/** Older names of the lowest risk level are read as `very-low`. */
export const riskLevel = z
  .enum([...RISK_LEVELS, ...OLDER_WORDS], describeChoice(RISK_LEVELS))
  .transform((text): RiskLevel => (isRiskLevel(text) ? text : 'very-low'));

/**
 * A list that is too long is refused before its entries are checked; `most` in the issue's
 * parameters is the number of entries that can be kept.
 */
export const list = <Entry extends z.ZodType>(entry: Entry, most: number) => {
  const expected = `a list of at most ${most} entries`;
  return z.preprocess(
    (value, context) => {
      if (Array.isArray(value) && value.length > most)
        context.addIssue({ code: 'custom', message: expected, params: { most } });
      return value;
    },
    z
      .array(entry, expected)
      .max(most)
      .transform((entries) => [...new Set(entries)]),
  );
};

/** Fields outside the contract are issues of their own (`unrecognized_keys`). */
export const buildObject = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, 'an object');

type Clearable<Shape extends Readonly<Record<string, z.ZodType>>> = {
  readonly [Field in keyof Shape]: z.ZodExactOptional<z.ZodNullable<Shape[Field]>>;
};

/** For an update: each field can be left out, and null clears it. */
export const makeClearable = <Shape extends Readonly<Record<string, z.ZodType>>>(
  shape: Shape,
): Clearable<Shape> =>
  Object.fromEntries(
    Object.entries(shape).map(([field, schema]) => [field, schema.nullable().exactOptional()]),
  ) as Clearable<Shape>;

type Optional<Shape extends Readonly<Record<string, z.ZodType>>> = {
  readonly [Field in keyof Shape]: z.ZodExactOptional<Shape[Field]>;
};

export const makeOptional = <Shape extends Readonly<Record<string, z.ZodType>>>(
  shape: Shape,
): Optional<Shape> =>
  Object.fromEntries(
    Object.entries(shape).map(([field, schema]) => [field, schema.exactOptional()]),
  ) as Optional<Shape>;
