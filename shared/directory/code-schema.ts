import * as z from 'zod';
import { type Code, CODE_LISTS } from './code-list.ts';
import { idSchema, nameSchema } from '../kernel/configuration-fields.ts';
import { isCalendarDate } from '../kernel/rfc3339.ts';

const daySchema = z
  .string()
  .refine(isCalendarDate, { error: 'A day is written YYYY-MM-DD.' })
  .nullable()
  .default(null);

/** A code as data: everybody's in `shared/directory/codes`, an authority's own in the table. */
export const codeSchema: z.ZodType<Code> = z
  .strictObject({
    list: z.enum(CODE_LISTS),
    code: idSchema,
    label: nameSchema,
    phrase: nameSchema.nullable().default(null),
    publicPlace: z.boolean().default(false),
    validFrom: daySchema,
    validUntil: daySchema,
    authority: z.string().nullable().default(null),
  })
  .refine(({ list, publicPlace }) => list === 'place-type' || !publicPlace, {
    path: ['publicPlace'],
    error: 'Only a type of place can be a public one.',
  })
  .refine(({ validFrom, validUntil }) => (validFrom ?? '') <= (validUntil ?? '9999-12-31'), {
    path: ['validUntil'],
    error: 'The last day lies before the first.',
  });

/** One of everybody's codes. */
export const baseCodeSchema: z.ZodType<Code> = codeSchema.refine(
  ({ authority }) => authority === null,
  { path: ['authority'], error: "Everybody's codes are of no authority." },
);
