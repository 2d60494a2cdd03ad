import * as z from 'zod';
import { instantSchema } from '../kernel/instant.ts';
import { gssCodeSchema, taskIdSchema, listOf } from '../kernel/api-fields.ts';

/** A level of the ladder that was raised for a task. */
export const escalationViewSchema = z
  .object({
    escalationId: z.string(),
    taskId: taskIdSchema,
    authority: gssCodeSchema,
    team: z.string().nullable(),
    level: z.string(),
    dueVersion: z.int(),
    dueAt: instantSchema.nullable().meta({ description: 'Due then, when the level was raised.' }),
    at: instantSchema.meta({ description: 'When it was to be raised.' }),
    raisedAt: instantSchema.meta({ description: 'When it was.' }),
    mustAcknowledge: z.boolean(),
    notified: z
      .array(z.string())
      .meta({ description: 'Ids of the practitioners who were notified.' }),
    acknowledged: z
      .object({
        by: z.string(),
        at: instantSchema,
        planDate: z.string().meta({ description: '`YYYY-MM-DD`, to be put right by then.' }),
      })
      .nullable(),
  })
  .meta({ id: 'Escalation' });
export type EscalationView = z.infer<typeof escalationViewSchema>;

export const escalationListSchema = listOf('EscalationList', escalationViewSchema);

export type EscalationListView = z.infer<typeof escalationListSchema>;
