import * as z from 'zod';
import { CONFIDENCES, WEEKDAYS } from './item.ts';
import { pointSchema } from '../kernel/point.ts';

const KINDS = ['person', 'group'] as const;

/** Codes are data: which ones there are, and on which days, the rules ask the catalogue. */
const codeSchema = z
  .string()
  .min(1)
  .max(64)
  .meta({ description: 'A code of its list, see `GET /api/v1/codes`.' });

const atMost = (characters: number) => z.string().trim().min(1).max(characters);

const nicknameSchema = atMost(200).meta({
  description: 'Kept as free text; a pseudonym stands for it everywhere else.',
});

const placeSchema = z.strictObject({
  name: atMost(200).optional().meta({
    description: 'What everybody calls it; only of a type of public place.',
  }),
  description: atMost(500).optional().meta({ description: 'In words; kept as free text.' }),
  postcode: atMost(16).optional().meta({ description: 'A whole UK postcode.' }),
  point: pointSchema.optional(),
});

const spokenOfSchema = z.strictObject({
  kind: z.enum(KINDS).default('person'),
  role: codeSchema,
  nickname: nicknameSchema.optional(),
  description: atMost(500).optional(),
});

const onlineSchema = z.strictObject({
  platform: codeSchema.optional(),
  handle: nicknameSchema.optional(),
});

const timeOfDaySchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .meta({ description: '`HH:mm` in London.', examples: ['22:30'] });

/** One thing that was told: codes, and what was said in words. */
const intelligenceItemSchema = z
  .strictObject({
    harm: codeSchema,
    context: codeSchema,
    itemClass: codeSchema,
    provenance: codeSchema.meta({ description: 'How the child knows.' }),
    confidence: z
      .enum(CONFIDENCES)
      .meta({ description: 'How sure the practitioner is of what was told.' }),
    placeType: codeSchema.optional(),
    place: z.union([z.literal('unknown'), placeSchema]).default('unknown'),
    people: z.array(spokenOfSchema).max(20).default([]),
    transport: codeSchema.optional(),
    online: onlineSchema.optional(),
    weekday: z.enum(WEEKDAYS).optional(),
    timeOfDay: timeOfDaySchema.optional(),
    forPolice: z.boolean().meta({ description: 'Whether it may go to police.' }),
    told: atMost(2000).optional().meta({ description: 'What was said; kept as free text.' }),
  })
  .meta({ id: 'IntelligenceItemBody' });

export type IntelligenceItemBody = z.infer<typeof intelligenceItemSchema>;

/** What was told, thing by thing; with the free text it stays under what one item of the table holds. */
export const itemsSchema = z
  .array(intelligenceItemSchema)
  .max(100)
  .default([])
  .meta({ description: 'What was told of places, people and harm, thing by thing.' });

const pseudonymSchema = z.string().nullable().meta({
  description: 'The same for the same word within the authority; null when none was told.',
});

const textOrNone = z.string().nullable();

/** One thing that was told, codes and free text together, for those who may read the debrief. */
export const intelligenceItemViewSchema = z
  .object({
    number: z.int(),
    harm: z.string(),
    context: z.string(),
    itemClass: z.string(),
    provenance: z.string(),
    confidence: z.enum(CONFIDENCES),
    placeType: textOrNone,
    place: z
      .object({
        key: z.string().meta({ description: 'The same for the same place.' }),
        name: textOrNone,
        description: textOrNone,
        postcode: textOrNone,
        point: pointSchema.nullable(),
      })
      .nullable()
      .meta({ description: 'Null: unknown.' }),
    people: z.array(
      z.object({
        kind: z.enum(KINDS),
        role: z.string(),
        nickname: textOrNone,
        pseudonym: pseudonymSchema,
        description: textOrNone,
      }),
    ),
    transport: textOrNone,
    online: z
      .object({ platform: textOrNone, handle: textOrNone, pseudonym: pseudonymSchema })
      .nullable(),
    weekday: z.enum(WEEKDAYS).nullable(),
    timeOfDay: textOrNone,
    forPolice: z.boolean(),
    told: textOrNone,
  })
  .meta({ id: 'IntelligenceItem' });

export type IntelligenceItemView = z.infer<typeof intelligenceItemViewSchema>;
