import * as z from 'zod';
import { idSchema } from '../kernel/configuration-fields.ts';
import { gssCodeSchema } from '../kernel/api-fields.ts';
import { CODE_LISTS } from '../directory/code.ts';

const wordsSchema = z.string().trim().min(1).max(80);
const dayOrNone = z.iso.date().nullable();

const labelSchema = wordsSchema.meta({
  description: 'As people read it; never a name of somebody.',
});
const phraseSchema = wordsSchema.nullable().meta({
  description:
    'As it stands in a sentence, e.g. "at transport hubs"; without it, the label. Never a name of somebody.',
});

/** A code of one's own authority, whole: added, reworded, or ended by its last day. */
export const codeBodySchema = z
  .strictObject({
    authority: gssCodeSchema,
    list: z.enum(CODE_LISTS),
    code: idSchema.max(64),
    label: labelSchema,
    phrase: phraseSchema.default(null),
    publicPlace: z
      .boolean()
      .default(false)
      .meta({ description: 'Of a place type: everybody may know the name of such a place.' }),
    validFrom: dayOrNone
      .default(null)
      .meta({ description: 'First London day of interviews that use it.' }),
    validUntil: dayOrNone
      .default(null)
      .meta({ description: 'Last London day of interviews that use it; null: it has not ended.' }),
  })
  .meta({ id: 'CodeBody' });
export type CodeBody = z.infer<typeof codeBodySchema>;

/** A code of a list. */
export const codeViewSchema = z
  .object({
    list: z.enum(CODE_LISTS),
    code: z.string(),
    label: z.string(),
    phrase: z.string().nullable(),
    publicPlace: z.boolean(),
    validFrom: dayOrNone,
    validUntil: dayOrNone,
    authority: gssCodeSchema
      .nullable()
      .meta({ description: "Null: everybody's; else the authority that added it for itself." }),
  })
  .meta({ id: 'Code' });
export type CodeView = z.infer<typeof codeViewSchema>;

/** Whose codes to list. */
export const listCodesQuerySchema = z.strictObject({
  authority: gssCodeSchema
    .optional()
    .meta({ description: "One of the caller's authorities; without it, all of them." }),
});
export type ListCodesQuery = z.infer<typeof listCodesQuerySchema>;

/** Everybody's codes, then the authorities' own. All of them, ended ones among them. */
export const codeListSchema = z.object({ items: z.array(codeViewSchema) }).meta({ id: 'CodeList' });
export type CodeListView = z.infer<typeof codeListSchema>;
