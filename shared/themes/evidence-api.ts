import * as z from 'zod';
import { intelligenceItemSchema, intelligencePlaceSchema } from '../intelligence/item.ts';
import { childIdSchema, taskIdSchema } from '../kernel/api-fields.ts';
import { pagingFields } from '../kernel/cursor.ts';
import { evidenceSchema } from './evidence.ts';
import {
  codeParameterSchema,
  labelsSchema,
  limitsSchema,
  requestedPeriodSchema,
  statisticsQueryFields,
  THEME_KINDS,
  weekSchema,
} from './statistics-fields.ts';

const buildTextParameter = (description: string) =>
  z.string().max(128).optional().meta({ description });

export const listEvidenceQuerySchema = z.strictObject({
  ...statisticsQueryFields,
  kind: z.enum(THEME_KINDS).optional().meta({ description: 'The default is all three.' }),
  harm: codeParameterSchema,
  context: codeParameterSchema,
  factor: codeParameterSchema.meta({ description: 'A push or pull factor.' }),
  person: buildTextParameter('Pseudonym of a nickname: all evidence about that person or group.'),
  handle: buildTextParameter('Pseudonym of a handle.'),
  place: buildTextParameter('Key of a place.'),
  ...pagingFields,
});
export type ListEvidenceQuery = z.infer<typeof listEvidenceQuerySchema>;

const codeOrNone = z.string().nullable();

const ownOnly = 'Null when the child is another authority’s.';

const itemSchema = intelligenceItemSchema
  .omit({ harm: true, context: true })
  .extend({
    number: z
      .int()
      .nullable()
      .meta({ description: `Number of the item in its debrief. ${ownOnly}` }),
    place: intelligencePlaceSchema.extend({ key: codeOrNone }).nullable().meta({
      description:
        'Null when not known. If another authority’s child disclosed it and the place is not public, every field is null.',
    }),
  })
  .meta({ id: 'EvidenceItem' });

export const evidenceViewSchema = evidenceSchema
  .pick({ evidenceId: true, locality: true, interviewee: true })
  .extend({
    ofAnotherAuthority: z.boolean().meta({
      description:
        'It is counted here, but the child is another authority’s: it does not lead to the debrief.',
    }),
    taskId: taskIdSchema.nullable().meta({ description: `Of the debrief. ${ownOnly}` }),
    debriefId: z.string().nullable().meta({ description: ownOnly }),
    childId: childIdSchema.nullable().meta({
      description: `${ownOnly} Also null while the child is not identified.`,
    }),
    disclosedAt: evidenceSchema.shape.disclosedAt.nullable().meta({ description: ownOnly }),
    week: weekSchema.meta({ description: 'Week of the interview.' }),
    located: z.boolean().meta({
      description: 'It is counted where the place is; if false, where the child lives.',
    }),
    childLocality: codeOrNone.meta({ description: `Where the child lives. ${ownOnly}` }),
    kind: z.enum(THEME_KINDS),
    harm: codeOrNone,
    context: codeOrNone,
    factor: codeOrNone,
    item: itemSchema.nullable().meta({ description: 'Null for a push or pull factor.' }),
  })
  .meta({ id: 'Evidence' });
export type EvidenceView = z.infer<typeof evidenceViewSchema>;

export const evidenceListSchema = z
  .object({
    period: requestedPeriodSchema,
    items: z.array(evidenceViewSchema).meta({ description: 'Latest week first.' }),
    cursor: z.string().nullable().meta({
      description:
        'Send it as `cursor` to get the next page; null when there are no more. A page can have fewer items than the limit, or none, and still have a page after it.',
    }),
    labels: labelsSchema,
    limits: limitsSchema,
  })
  .meta({ id: 'EvidenceList' });
export type EvidenceListView = z.infer<typeof evidenceListSchema>;
