import * as z from 'zod';
import {
  DECLINE_REASONS,
  LATE_REASONS,
  NOT_POSSIBLE_REASONS,
  OUTCOMES,
} from '../episodes/action.ts';
import {
  correctionMembers,
  happenedAtSchema,
  requestMembers,
  textSchema,
} from '../kernel/work-fields.ts';
import { taskIdSchema } from '../kernel/api-fields.ts';

/** All that is written of the tasks of one interview goes into one transaction. */
const MOST_COVERED = 10;

/** How the task ended. Whether it was in time is derived, never told. */
export const outcomeBodySchema = z
  .strictObject({
    ...requestMembers,
    outcome: z.enum(OUTCOMES),
    happenedAt: happenedAtSchema.meta({
      description: 'When it was held, declined or found not to be possible; without it, now.',
    }),
    reason: z
      .enum([...DECLINE_REASONS, ...NOT_POSSIBLE_REASONS])
      .optional()
      .meta({ description: 'Needed when `declined` or `not-possible`.' }),
    reasonText: textSchema.optional().meta({ description: 'Needed for the reason `other`.' }),
    lateReason: z
      .enum(LATE_REASONS)
      .optional()
      .meta({ description: 'Needed when the interview was held after 72 hours.' }),
    lateText: textSchema.optional().meta({ description: 'Needed for the late reason `other`.' }),
    parentOffered: z.boolean().optional().meta({
      description:
        'Needed when `declined`: whether the parent or carer was offered to give information.',
    }),
    parentGave: z.boolean().optional().meta({ description: 'Whether they did; without it, no.' }),
    alsoCovers: z
      .array(z.strictObject({ taskId: taskIdSchema, taskVersion: requestMembers.taskVersion }))
      .max(MOST_COVERED)
      .optional()
      .meta({ description: 'Other open tasks of the child that the same interview covers.' }),
    note: textSchema.optional(),
    ...correctionMembers,
  })
  .meta({ id: 'OutcomeBody' });
export type OutcomeBody = z.infer<typeof outcomeBodySchema>;
