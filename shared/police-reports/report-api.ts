import * as z from 'zod';
import { instantSchema } from '../kernel/instant.ts';
import { reportedItemSchema } from '../intelligence/report.ts';
import { gssCodeSchema, taskIdSchema, actionRequestFields } from '../kernel/api-fields.ts';
import { HANDLING_CODES, INFORMATION_GRADES, SOURCE_GRADES } from '../intelligence/grade.ts';
import { DEBRIEF_STATES } from '../episodes/rules/current-actions.ts';

const numberSchema = z.int().min(1).max(1000);

/** Free text for police: neither the child nor the interviewee may be in it. */
const policeTextSchema = z.string().trim().min(1).max(4000);

const TEXT_NAME = /^items\/\d{1,4}\/(?:handle|people\/\d{1,4}\/(?:nickname|description))$/;

const handlingSchema = z.enum(HANDLING_CODES).meta({
  description:
    'Handling code of 3x5x2. P: may be shared where that is lawful. C: the same, under conditions.',
});

/** Chosen items of the debrief that stands, and what is to be said of them to police. */
export const intelligenceReportBodySchema = z
  .strictObject({
    ...actionRequestFields,
    items: z
      .array(numberSchema)
      .min(1)
      .max(100)
      .meta({ description: 'Numbers of items of the debrief that stands, each once.' }),
    text: policeTextSchema.optional().meta({
      description:
        'What is to be said, written for police, with neither the child nor who told it. Needed for items without a text of their own.',
    }),
    itemTexts: z
      .array(z.strictObject({ item: numberSchema, text: policeTextSchema }))
      .max(100)
      .default([])
      .meta({ description: 'What is to be said of one item by itself.' }),
    leaveOut: z
      .array(z.string().regex(TEXT_NAME))
      .max(1000)
      .default([])
      .meta({
        description: 'Texts of the items that are not to be sent.',
        examples: [['items/2/people/1/nickname']],
      }),
    force: gssCodeSchema.optional().meta({
      description:
        'Force that gets it; without it, that of the episode. It serves the responsible or the host authority.',
    }),
    handling: handlingSchema,
    conditions: policeTextSchema.optional().meta({ description: 'Needed for handling code C.' }),
  })
  .meta({ id: 'IntelligenceReportBody' });

export type IntelligenceReportBody = z.infer<typeof intelligenceReportBodySchema>;

const gradeViewSchema = z.object({
  source: z.literal(SOURCE_GRADES),
  information: z.enum(INFORMATION_GRADES),
  handling: handlingSchema,
  conditions: z.string().nullable(),
  gradedAt: instantSchema.nullable(),
  time: z.string().meta({ description: 'When the force recorded it: UTC, nine decimals.' }),
});

/** A report to police with what became of it. */
const intelligenceReportViewSchema = z
  .object({
    reportId: z.string().meta({ description: 'By which police know it. It leads to no child.' }),
    actionId: z.string(),
    by: z.string().meta({ description: 'Subject of who sent it.' }),
    recordedAt: instantSchema,
    state: z
      .enum(['to-be-sent', 'sent', 'graded'])
      .meta({ description: 'It is sent within seconds, and for sure.' }),
    sentAt: instantSchema.nullable().meta({ description: "When it was on the force's queue." }),
    force: gssCodeSchema,
    debriefId: z.string(),
    debrief: z.enum(DEBRIEF_STATES).meta({
      description:
        'Whether the debrief still stands that it was taken from. A report that was sent is not recalled.',
    }),
    chosen: z.array(z.int()).meta({ description: 'Numbers of the items in that debrief.' }),
    items: z.array(reportedItemSchema).meta({ description: 'As they were sent.' }),
    text: z.string().nullable(),
    handling: z.object({ code: handlingSchema, conditions: z.string().nullable() }),
    grade: gradeViewSchema
      .nullable()
      .meta({ description: '3x5x2 as police graded it; null until they do.' }),
  })
  .meta({ id: 'IntelligenceReport' });

export type IntelligenceReportView = z.infer<typeof intelligenceReportViewSchema>;

/** The reports that were taken from a task's debriefs, in the order in which they were recorded. */
export const intelligenceReportListSchema = z
  .object({ taskId: taskIdSchema, items: z.array(intelligenceReportViewSchema) })
  .meta({ id: 'IntelligenceReportList' });

export type IntelligenceReportList = z.infer<typeof intelligenceReportListSchema>;
