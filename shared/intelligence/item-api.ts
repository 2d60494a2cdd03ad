import * as z from 'zod';
import { pointSchema } from '../kernel/point.ts';
import {
  CONFIDENCES,
  intelligenceItemSchema,
  intelligencePlaceSchema,
  mentionedPersonSchema,
  WEEKDAYS,
} from './item.ts';

/** Which codes there are, and on which days they are valid, is checked against the catalogue: codes are data. */
export const codeSchema = z
  .string()
  .min(1)
  .max(64)
  .meta({ description: 'A code of its list, see `GET /api/v1/codes`.' });

const buildTextSchema = (characters: number) => z.string().trim().min(1).max(characters);

const nicknameSchema = buildTextSchema(200).meta({
  description: 'Stored as free text; elsewhere a pseudonym is shown instead.',
});

const placeBodySchema = z.strictObject({
  name: buildTextSchema(200).optional().meta({
    description: 'The name of a public place. No other type of place may have one.',
  }),
  description: buildTextSchema(500).optional().meta({ description: 'Stored as free text.' }),
  postcode: buildTextSchema(16).optional().meta({ description: 'A full UK postcode.' }),
  point: pointSchema.optional(),
});

const personBodySchema = z.strictObject({
  kind: mentionedPersonSchema.shape.kind.default('person'),
  role: codeSchema,
  nickname: nicknameSchema.optional(),
  description: buildTextSchema(500).optional(),
});

const onlineBodySchema = z.strictObject({
  platform: codeSchema.optional(),
  handle: nicknameSchema.optional(),
});

const timeOfDaySchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .meta({ description: '`HH:mm` in London.', examples: ['22:30'] });

const intelligenceItemBodySchema = z
  .strictObject({
    harm: codeSchema,
    context: codeSchema,
    itemClass: codeSchema,
    provenance: codeSchema.meta({ description: 'How the child knows.' }),
    confidence: z
      .enum(CONFIDENCES)
      .meta({ description: 'How sure the practitioner is of what was disclosed.' }),
    placeType: codeSchema.optional(),
    place: z.union([z.literal('unknown'), placeBodySchema]).default('unknown'),
    people: z.array(personBodySchema).max(20).default([]),
    transport: codeSchema.optional(),
    online: onlineBodySchema.optional(),
    weekday: z.enum(WEEKDAYS).optional(),
    timeOfDay: timeOfDaySchema.optional(),
    forPolice: intelligenceItemSchema.shape.forPolice,
    disclosed: buildTextSchema(2000)
      .optional()
      .meta({ description: 'What was disclosed, in words. Stored as free text.' }),
  })
  .meta({ id: 'IntelligenceItemBody' });
export type IntelligenceItemBody = z.infer<typeof intelligenceItemBodySchema>;

/** At most 100, so that they fit into one item of the table with their free text. */
export const itemsSchema = z
  .array(intelligenceItemBodySchema)
  .max(100)
  .default([])
  .meta({ description: 'What was disclosed about places, people and harms, item by item.' });

const textOrNone = z.string().nullable();

/** An item with its free text, for people who may read the debrief. */
export const intelligenceItemViewSchema = intelligenceItemSchema
  .extend({
    place: intelligencePlaceSchema
      .extend({ description: textOrNone })
      .nullable()
      .meta({ description: 'Null when not known.' }),
    people: z.array(
      mentionedPersonSchema.extend({ nickname: textOrNone, description: textOrNone }),
    ),
    online: z
      .object({
        platform: textOrNone,
        handle: textOrNone,
        pseudonym: z.string().nullable().meta({
          description:
            'The same for the same handle within the authority; null when there is no handle.',
        }),
      })
      .nullable(),
    disclosed: textOrNone,
  })
  .meta({ id: 'IntelligenceItem' });
export type IntelligenceItemView = z.infer<typeof intelligenceItemViewSchema>;
