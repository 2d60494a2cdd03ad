import * as z from 'zod';
import { ATTEMPT_RESULTS, CHANNELS } from '../episodes/action.ts';
import {
  correctionMembers,
  happenedAtSchema,
  requestMembers,
  textSchema,
} from '../kernel/work-fields.ts';

/** That somebody tried to reach the child or carer. */
export const attemptBodySchema = z
  .strictObject({
    ...requestMembers,
    channel: z.enum(CHANNELS),
    result: z.enum(ATTEMPT_RESULTS),
    note: textSchema.optional(),
    happenedAt: happenedAtSchema,
    ...correctionMembers,
  })
  .meta({ id: 'AttemptBody' });
export type AttemptBody = z.infer<typeof attemptBodySchema>;
