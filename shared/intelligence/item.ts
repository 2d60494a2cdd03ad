import * as z from 'zod';
import type { Immutable } from '../kernel/immutable.ts';
import { pointSchema } from '../kernel/point.ts';

export const CONFIDENCES = ['low', 'medium', 'high'] as const;

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const codeOrNone = z.string().nullable();

export const intelligencePlaceSchema = z.object({
  key: z.string().meta({ description: 'The same for the same place within the authority.' }),
  /** Of a public place only, for example `Riverside bus station`; never of a private address. */
  name: z.string().nullable(),
  postcode: z.string().nullable(),
  point: pointSchema.nullable(),
});
export type IntelligencePlace = Immutable<z.infer<typeof intelligencePlaceSchema>>;

export const mentionedPersonSchema = z.object({
  kind: z.enum(['person', 'group']),
  role: z.string(),
  pseudonym: z.string().nullable().meta({
    description:
      'The same for the same nickname within the authority; null when there is no nickname.',
  }),
});
export type MentionedPerson = Immutable<z.infer<typeof mentionedPersonSchema>>;

/**
 * One thing that was disclosed in a debrief, in codes. The words are stored with the free text of the action, under
 * `items/<number>/…`.
 */
export const intelligenceItemSchema = z.object({
  number: z.int().meta({ description: 'Number of the item in its debrief, from 1.' }),
  harm: z.string(),
  context: z.string(),
  placeType: codeOrNone,
  itemClass: z.string(),
  provenance: z.string().meta({ description: 'How the child knows.' }),
  confidence: z.enum(CONFIDENCES),
  place: intelligencePlaceSchema.nullable().meta({ description: 'Null when not known.' }),
  people: z.array(mentionedPersonSchema),
  transport: codeOrNone,
  online: z
    .object({
      platform: codeOrNone,
      handle: z.string().nullable().meta({
        description: 'Pseudonym of the handle; null when there is no handle.',
      }),
    })
    .nullable(),
  weekday: z.enum(WEEKDAYS).nullable(),
  timeOfDay: z.string().nullable().meta({ description: '`HH:mm` in London.' }),
  forPolice: z.boolean().meta({ description: 'Whether it may be sent to police.' }),
});
export type IntelligenceItem = Immutable<z.infer<typeof intelligenceItemSchema>>;
