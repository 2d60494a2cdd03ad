import * as z from 'zod';
import { CONFIDENCES, WEEKDAYS } from './item.ts';
import type { IntelligenceReport, ReportedItem } from './report.ts';
import { storedPoint } from './stored-item.ts';
import { instantSchema } from '../kernel/instant.ts';
import {
  type IntelligenceGrade,
  HANDLING_CODES,
  INFORMATION_GRADES,
  SOURCE_GRADES,
} from './grade.ts';

const text = z.string();
const textOrNone = text.nullable();

const storedReportedItem: z.ZodType<ReportedItem> = z.object({
  number: z.number(),
  harm: text,
  context: text,
  itemClass: text,
  provenance: text,
  confidence: z.enum(CONFIDENCES),
  placeType: textOrNone,
  place: z
    .object({ name: textOrNone, postcode: textOrNone, point: storedPoint.nullable() })
    .nullable(),
  people: z.array(
    z.object({
      kind: z.enum(['person', 'group']),
      role: text,
      nickname: textOrNone,
      description: textOrNone,
    }),
  ),
  transport: textOrNone,
  online: z.object({ platform: textOrNone, handle: textOrNone }).nullable(),
  weekday: z.enum(WEEKDAYS).nullable(),
  timeOfDay: textOrNone,
  text: textOrNone,
});

/** A report to police as it stands in the table. */
export const storedReport: z.ZodType<IntelligenceReport> = z.object({
  reportId: text,
  force: text,
  authority: text,
  at: instantSchema,
  submittedOn: text,
  items: z.array(storedReportedItem),
  text: textOrNone,
  handling: z.object({ code: z.enum(HANDLING_CODES), conditions: textOrNone }),
});

/** A grade as it stands with its report. */
export const storedGrade: z.ZodType<IntelligenceGrade> = z.object({
  id: text,
  force: text,
  reportId: text,
  time: text,
  source: z.literal(SOURCE_GRADES),
  information: z.enum(INFORMATION_GRADES),
  handling: z.enum(HANDLING_CODES),
  conditions: textOrNone,
  gradedAt: instantSchema.nullable(),
});
