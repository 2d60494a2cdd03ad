import * as z from 'zod';
import { instantSchema } from '../kernel/instant.ts';
import { reportedItemSchema } from '../intelligence/report.ts';
import { gssCodeSchema, taskIdSchema, actionRequestFields } from '../kernel/api-fields.ts';
import { HANDLING_CODES, intelligenceGradeSchema } from '../intelligence/grade.ts';
import { INTERVIEWEES } from '../episodes/action.ts';
import { DEBRIEF_STATES } from '../episodes/rules/current-actions.ts';

const numberSchema = z.int().min(1).max(1000);

/** Sanitised when it is sent: neither the child nor the interviewee may be in it (decision 0019). */
const policeTextSchema = z.string().trim().min(1).max(4000);

const TEXT_NAME = /^items\/\d{1,4}\/(?:handle|people\/\d{1,4}\/(?:nickname|description))$/;

const handlingSchema = z.enum(HANDLING_CODES).meta({
  description:
    'Handling code of 3x5x2. P: may be shared where that is lawful. C: the same, under conditions.',
});

export const intelligenceReportBodySchema = z
  .strictObject({
    ...actionRequestFields,
    items: z
      .array(numberSchema)
      .min(1)
      .max(100)
      .meta({ description: 'Numbers of items of the current debrief.' }),
    interviewee: z.enum(INTERVIEWEES).optional().meta({
      description:
        'Whose debrief. If you leave it out: of the child, or of the parent or carer where there is no other.',
    }),
    text: policeTextSchema.optional().meta({
      description:
        'Text for police, without the child and without who said it. You need it for items without their own text.',
    }),
    itemTexts: z
      .array(z.strictObject({ item: numberSchema, text: policeTextSchema }))
      .max(100)
      .default([])
      .meta({ description: 'Text for police about one item.' }),
    leaveOut: z
      .array(z.string().regex(TEXT_NAME))
      .max(1000)
      .default([])
      .meta({
        description: 'Texts of the items that you do not want to send.',
        examples: [['items/2/people/1/nickname']],
      }),
    force: gssCodeSchema.optional().meta({
      description:
        'Force that receives the report. It must serve the responsible or the host authority. The default is the force of the episode.',
    }),
    handling: handlingSchema,
    conditions: policeTextSchema.optional().meta({ description: 'Needed for handling code C.' }),
  })
  .meta({ id: 'IntelligenceReportBody' });

export type IntelligenceReportBody = z.infer<typeof intelligenceReportBodySchema>;

const gradeViewSchema = intelligenceGradeSchema.pick({
  source: true,
  information: true,
  handling: true,
  conditions: true,
  gradedAt: true,
  time: true,
});

const intelligenceReportViewSchema = z
  .object({
    reportId: z
      .string()
      .meta({ description: 'The id that police see. It does not lead to the child.' }),
    actionId: z.string(),
    by: z.string().meta({ description: 'Subject of the person who sent it.' }),
    recordedAt: instantSchema,
    state: z
      .enum(['to-be-sent', 'sent', 'graded'])
      .meta({ description: 'A report that is `to-be-sent` is sent within seconds.' }),
    sentAt: instantSchema.nullable().meta({ description: "When it was put on the force's queue." }),
    force: gssCodeSchema,
    debriefId: z.string(),
    debrief: z.enum(DEBRIEF_STATES).meta({
      description: 'Whether its debrief is still current. A report that was sent is not recalled.',
    }),
    chosen: z.array(z.int()).meta({ description: 'Numbers of the items in its debrief.' }),
    items: z.array(reportedItemSchema).meta({ description: 'As sent.' }),
    text: z.string().nullable(),
    handling: z.object({ code: handlingSchema, conditions: z.string().nullable() }),
    grade: gradeViewSchema
      .nullable()
      .meta({ description: 'Grade in 3x5x2; null until police grade it.' }),
  })
  .meta({ id: 'IntelligenceReport' });

export type IntelligenceReportView = z.infer<typeof intelligenceReportViewSchema>;

export const intelligenceReportListSchema = z
  .object({ taskId: taskIdSchema, items: z.array(intelligenceReportViewSchema) })
  .meta({ id: 'IntelligenceReportList' });

export type IntelligenceReportList = z.infer<typeof intelligenceReportListSchema>;
