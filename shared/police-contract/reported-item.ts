import * as z from 'zod';
import { CONFIDENCES, WEEKDAYS } from '../intelligence/item.ts';

const code = (what: string) => z.string().meta({ description: what });
const codeOrNone = (what: string) =>
  z
    .string()
    .nullable()
    .meta({ description: `${what}; null when not told.` });

const place = z
  .object({
    name: z.string().nullable().meta({ description: 'What everybody calls it.' }),
    postcode: z.string().nullable().meta({ description: 'Whole.' }),
    point: z
      .object({
        latitude: z.number().meta({ description: 'In degrees.' }),
        longitude: z.number().meta({ description: 'In degrees.' }),
      })
      .nullable()
      .meta({ description: 'WGS 84.' }),
  })
  .nullable()
  .meta({ description: 'Where it was; null when that is not known, or is withheld.' });

const people = z
  .array(
    z.object({
      kind: z.enum(['person', 'group']).meta({ description: 'One, or several.' }),
      role: code('Part in it: code of the list `role`.'),
      nickname: z.string().nullable().meta({ description: 'As it was told.' }),
      description: z.string().nullable().meta({ description: 'As it was told.' }),
    }),
  )
  .meta({ description: 'Who was spoken of.' });

const online = z
  .object({
    platform: codeOrNone('Code of the list `platform`'),
    handle: z.string().nullable().meta({ description: "Somebody else's name there." }),
  })
  .nullable()
  .meta({ description: 'Contact or harm online; null when there was none.' });

/** One item of an intelligence report, as police get it and as people here see what was sent. */
export const reportedItemSchema = z.object({
  number: z.int().meta({ description: 'In this report, from 1.' }),
  harm: code('What harm: code of the list `harm`.'),
  context: code('In which context: code of the list `context`.'),
  itemClass: code('What kind of information: code of the list `item-class`.'),
  provenance: code('How it is known: code of the list `provenance`.'),
  confidence: z.enum(CONFIDENCES).meta({ description: 'How sure the practitioner is.' }),
  placeType: codeOrNone('Kind of place: code of the list `place-type`'),
  place,
  people,
  transport: codeOrNone('Code of the list `transport`'),
  online,
  weekday: z.enum(WEEKDAYS).nullable().meta({ description: 'Null when not told.' }),
  timeOfDay: z
    .string()
    .nullable()
    .meta({ description: '`HH:mm` in London; null when not told.', examples: ['22:30'] }),
  text: z
    .string()
    .nullable()
    .meta({ description: "What is said of this item by itself; else the report's text says it." }),
});
