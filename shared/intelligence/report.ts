import * as z from 'zod';
import { hash } from '../kernel/hash.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { instantSchema } from '../kernel/instant.ts';
import { HANDLING_CODES } from './grade.ts';
import { CONFIDENCES, WEEKDAYS } from './item.ts';

const buildCodeSchema = (what: string) => z.string().meta({ description: what });
const buildOptionalCodeSchema = (what: string) =>
  z
    .string()
    .nullable()
    .meta({ description: `${what}; null when not disclosed.` });

const place = z
  .object({
    name: z.string().nullable().meta({ description: 'Name of a public place.' }),
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
  .meta({ description: 'Where it was; null when not known or not sent.' });

const people = z
  .array(
    z.object({
      kind: z.enum(['person', 'group']).meta({ description: 'One, or several.' }),
      role: buildCodeSchema('Part in it: code of the list `role`.'),
      nickname: z.string().nullable().meta({ description: 'As disclosed.' }),
      description: z.string().nullable().meta({ description: 'As disclosed.' }),
    }),
  )
  .meta({ description: 'Who was spoken of.' });

const online = z
  .object({
    platform: buildOptionalCodeSchema('Code of the list `platform`'),
    handle: z.string().nullable().meta({ description: "Somebody else's name there." }),
  })
  .nullable()
  .meta({ description: 'Contact or harm online; null when there was none.' });

export const reportedItemSchema = z.object({
  number: z.int().meta({ description: 'In this report, from 1.' }),
  harm: buildCodeSchema('What harm: code of the list `harm`.'),
  context: buildCodeSchema('In which context: code of the list `context`.'),
  itemClass: buildCodeSchema('What kind of information: code of the list `item-class`.'),
  provenance: buildCodeSchema('How it is known: code of the list `provenance`.'),
  confidence: z.enum(CONFIDENCES).meta({ description: 'How sure the practitioner is.' }),
  placeType: buildOptionalCodeSchema('Kind of place: code of the list `place-type`'),
  place,
  people,
  transport: buildOptionalCodeSchema('Code of the list `transport`'),
  online,
  weekday: z.enum(WEEKDAYS).nullable().meta({ description: 'Null when not disclosed.' }),
  timeOfDay: z
    .string()
    .nullable()
    .meta({ description: '`HH:mm` in London; null when not disclosed.', examples: ['22:30'] }),
  text: z
    .string()
    .nullable()
    .meta({ description: "What is said of this item by itself; else the report's text says it." }),
});
export type ReportedItem = Immutable<z.infer<typeof reportedItemSchema>>;
/** Never where the child lives, is cared for or goes to school. */
export type ReportedPlace = NonNullable<ReportedItem['place']>;
export type ReportedPerson = ReportedItem['people'][number];

/** What an authority sends to a force, without the child and without the interviewee. */
export const intelligenceReportSchema = z.object({
  reportId: z.string(),
  force: z.string(),
  authority: z.string(),
  at: instantSchema,
  submittedOn: z.string(),
  items: z.array(reportedItemSchema),
  text: z.string().nullable(),
  handling: z.object({ code: z.enum(HANDLING_CODES), conditions: z.string().nullable() }),
});
export type IntelligenceReport = Immutable<z.infer<typeof intelligenceReportSchema>>;

/**
 * The id of a report, from a random token and nothing else: a force knows its own references, and could otherwise find
 * out whose debrief the report was taken from.
 */
export const createReportId = (token: string): string => `rep-${hash('report', token)}`;

export const isReportId = (text: string): boolean => /^rep-[0-9a-f]{32}$/.test(text);
