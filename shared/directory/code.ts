import * as z from 'zod';
import { idSchema, nameSchema } from '../kernel/configuration-fields.ts';
import type { Immutable } from '../kernel/immutable.ts';

/** The lists whose codes are data. Each code has its days of validity, and each authority can add codes of its own. */
export const CODE_LISTS = [
  'harm',
  'context',
  'place-type',
  'item-class',
  'provenance',
  'role',
  'transport',
  'platform',
] as const;
export type CodeListName = (typeof CODE_LISTS)[number];

const daySchema = z.iso.date({ error: 'Enter the day as YYYY-MM-DD.' }).nullable().default(null);

export const codeSchema = z
  .strictObject({
    list: z.enum(CODE_LISTS),
    code: idSchema,
    label: nameSchema,
    /** As written within a sentence: "harms disclosed: …", "… at transport hubs"; null: use the label. */
    phrase: nameSchema.nullable().default(null),
    publicPlace: z.boolean().default(false),
    validFrom: daySchema,
    validUntil: daySchema,
    authority: z.string().nullable().default(null),
  })
  .refine(({ list, publicPlace }) => list === 'place-type' || !publicPlace, {
    path: ['publicPlace'],
    error: 'Only a place type can be public.',
  })
  .refine(({ validFrom, validUntil }) => (validFrom ?? '') <= (validUntil ?? '9999-12-31'), {
    path: ['validUntil'],
    error: 'The last day must be on or after the first day.',
  });
export type Code = Immutable<z.infer<typeof codeSchema>>;

export const sharedCodeSchema = codeSchema.refine(({ authority }) => authority === null, {
  path: ['authority'],
  error: 'A shared code must not have an authority.',
});

export const isValidOn = ({ validFrom, validUntil }: Code, day: string): boolean =>
  (validFrom === null || validFrom <= day) && (validUntil === null || day <= validUntil);

export const findCode = (codes: readonly Code[], list: CodeListName, code: string): Code | null =>
  codes.find((other) => other.list === list && other.code === code) ?? null;
