import * as z from 'zod';
import { HANDLING_CODES } from '../intelligence/grade.ts';
import { REPLY_SOURCE } from './reply.ts';
import { reportedItemSchema } from '../intelligence/report.ts';

export const INTELLIGENCE_TYPE = 'uk.authority.missing-child.intelligence.v1' as const;

const reportId = z
  .string()
  .regex(/^rep-[0-9a-f]{32}$/)
  .meta({ description: 'Our id of the report. It leads to no child and to no episode.' });

const handling = z
  .object({
    code: z.enum(HANDLING_CODES).meta({ description: 'Handling code of 3x5x2.' }),
    conditions: z.string().nullable().meta({ description: 'In words; with C always.' }),
  })
  .meta({ description: 'What may be done with it.' });

/** The child and the interviewee are never in it. */
export const intelligenceEventSchema = z
  .object({
    specversion: z.literal('1.0'),
    id: z.string().meta({ description: 'The same whenever the same report is sent again.' }),
    source: z.literal(REPLY_SOURCE),
    type: z.literal(INTELLIGENCE_TYPE),
    subject: reportId,
    time: z.string().meta({ format: 'date-time', description: 'When the report was made.' }),
    datacontenttype: z.literal('application/json'),
    data: z
      .object({
        reportId,
        authority: z.string().meta({ description: 'GSS code of the authority that sends it.' }),
        submittedAt: z
          .string()
          .meta({ format: 'date', description: 'London day on which the report was made.' }),
        items: z
          .array(reportedItemSchema)
          .min(1)
          .meta({ description: 'What was disclosed, in codes.' }),
        text: z
          .string()
          .nullable()
          .meta({ description: 'What was disclosed, in words; null when each item says it.' }),
        handling,
        grade: z.null().meta({ description: 'Empty: raw information, which police grade.' }),
      })
      .meta({ description: 'What was disclosed.' }),
  })
  .meta({
    title: 'Intelligence',
    description: 'A partnership intelligence report from an authority. It is not a reply.',
  });
