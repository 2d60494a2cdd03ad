import * as z from 'zod';
import { idSchema } from '../kernel/configuration-fields.ts';
import { gssCodeSchema } from '../kernel/api-fields.ts';
import { CODE_LISTS } from '../directory/code.ts';

const textSchema = z.string().trim().min(1).max(80);
const dayOrNone = z.iso.date().nullable();

const labelSchema = textSchema.meta({
  description: 'Shown to users. It must not name a person.',
});
const phraseSchema = textSchema.nullable().meta({
  description:
    'Used within a sentence, for example "at transport hubs"; the default is the label. It must not name a person.',
});

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
      .meta({ description: 'For a place type: the names of such places are public.' }),
    validFrom: dayOrNone
      .default(null)
      .meta({ description: 'First day, in London, of interviews that can use it.' }),
    validUntil: dayOrNone.default(null).meta({
      description:
        'Last day, in London, of interviews that can use it; null while it has not ended.',
    }),
  })
  .meta({ id: 'CodeBody' });
export type CodeBody = z.infer<typeof codeBodySchema>;

export const codeViewSchema = z
  .object({
    list: z.enum(CODE_LISTS),
    code: z.string(),
    label: z.string(),
    phrase: z.string().nullable(),
    publicPlace: z.boolean(),
    validFrom: dayOrNone,
    validUntil: dayOrNone,
    authority: gssCodeSchema.nullable().meta({
      description: 'The authority that added the code for itself; null for a shared code.',
    }),
  })
  .meta({ id: 'Code' });
export type CodeView = z.infer<typeof codeViewSchema>;

export const listCodesQuerySchema = z.strictObject({
  authority: gssCodeSchema
    .optional()
    .meta({ description: "One of the caller's authorities; the default is all of them." }),
});
export type ListCodesQuery = z.infer<typeof listCodesQuerySchema>;

export const codeListSchema = z.object({ items: z.array(codeViewSchema) }).meta({ id: 'CodeList' });
export type CodeListView = z.infer<typeof codeListSchema>;
