import * as z from 'zod';
import { instantSchema } from '../kernel/instant.ts';
import { INTERVIEWEES } from '../episodes/action.ts';
import { CONFIDENCES, WEEKDAYS } from '../intelligence/item.ts';
import { pointSchema } from '../kernel/point.ts';
import { childIdSchema, taskIdSchema } from '../kernel/api-fields.ts';
import {
  codeParameterSchema,
  labelsSchema,
  limitsSchema,
  requestedPeriodSchema,
  statisticsQueryFields,
  THEME_KINDS,
  weekSchema,
} from './statistics-fields.ts';
import { pagingFields } from '../kernel/cursor.ts';

const wordAsked = (description: string) => z.string().max(128).optional().meta({ description });

/** Which evidence of an authority's picture. */
export const listEvidenceQuerySchema = z.strictObject({
  ...statisticsQueryFields,
  kind: z.enum(THEME_KINDS).optional().meta({ description: 'Without it: all three.' }),
  harm: codeParameterSchema,
  context: codeParameterSchema,
  factor: codeParameterSchema.meta({ description: 'A push or pull factor.' }),
  person: wordAsked('Pseudonym of a nickname: everything that was told of that person or group.'),
  handle: wordAsked('Pseudonym of a handle.'),
  place: wordAsked('Key of a place.'),
  ...pagingFields,
});
export type ListEvidenceQuery = z.infer<typeof listEvidenceQuerySchema>;

const codeOrNone = z.string().nullable();

const ownOnly = 'Null when it is another authority’s child.';

const evidencePlaceSchema = z.object({
  key: codeOrNone.meta({ description: 'The same for the same place.' }),
  name: codeOrNone,
  postcode: codeOrNone,
  point: pointSchema.nullable(),
});

const itemCodesSchema = z
  .object({
    number: z
      .int()
      .nullable()
      .meta({ description: `Of the item in its debrief. ${ownOnly}` }),
    placeType: codeOrNone,
    itemClass: z.string(),
    provenance: z.string().meta({ description: 'How the child knows.' }),
    confidence: z.enum(CONFIDENCES),
    place: evidencePlaceSchema.nullable().meta({
      description:
        'Null: not known. Of a place that is not public, and of which another authority’s child told, every member is null.',
    }),
    people: z.array(
      z.object({
        kind: z.enum(['person', 'group']),
        role: z.string(),
        pseudonym: codeOrNone.meta({
          description: 'The same for the same nickname; null when none was told.',
        }),
      }),
    ),
    transport: codeOrNone,
    online: z
      .object({
        platform: codeOrNone,
        handle: codeOrNone.meta({ description: 'Pseudonym; null when none was told.' }),
      })
      .nullable(),
    weekday: z.enum(WEEKDAYS).nullable(),
    timeOfDay: codeOrNone.meta({ description: '`HH:mm` in London.' }),
    forPolice: z.boolean(),
  })
  .meta({ id: 'EvidenceItem' });

/** One thing that a debrief says of a locality: codes and pseudonyms, never free text. */
export const evidenceViewSchema = z
  .object({
    evidenceId: z.string(),
    ofAnotherAuthority: z.boolean().meta({
      description: 'It counts here, and is another authority’s child: it leads to no debrief.',
    }),
    taskId: taskIdSchema.nullable().meta({ description: `Of the debrief. ${ownOnly}` }),
    debriefId: z.string().nullable().meta({ description: ownOnly }),
    childId: childIdSchema.nullable().meta({
      description: `${ownOnly} Null too while nobody knows who the child is.`,
    }),
    disclosedAt: instantSchema.nullable().meta({ description: ownOnly }),
    week: weekSchema.meta({ description: 'In which it was told.' }),
    locality: z.string().meta({ description: 'Where it counts.' }),
    located: z.boolean().meta({
      description: 'It counts where the place lies; if not, where the child lives.',
    }),
    childLocality: z
      .string()
      .nullable()
      .meta({ description: `Where the child lives. ${ownOnly}` }),
    kind: z.enum(THEME_KINDS),
    harm: codeOrNone,
    context: codeOrNone,
    factor: codeOrNone,
    interviewee: z.enum(INTERVIEWEES),
    item: itemCodesSchema.nullable().meta({ description: 'Null for a push or pull factor.' }),
  })
  .meta({ id: 'Evidence' });
export type EvidenceView = z.infer<typeof evidenceViewSchema>;

/** Evidence behind the figures, latest week first. */
export const evidenceListSchema = z
  .object({
    period: requestedPeriodSchema,
    items: z.array(evidenceViewSchema),
    cursor: z.string().nullable().meta({
      description:
        'Give it back as `cursor` to read on; null when there is no more. A page may hold fewer than the limit, or nothing, and yet have one after it.',
    }),
    labels: labelsSchema,
    limits: limitsSchema,
  })
  .meta({ id: 'EvidenceList' });
export type EvidenceListView = z.infer<typeof evidenceListSchema>;
