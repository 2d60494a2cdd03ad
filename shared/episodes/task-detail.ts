import * as z from 'zod';
import { actionViewSchema } from './action-view.ts';
import { historyEntryViewSchema } from './history-api.ts';
import { referralViewSchema } from './referral-api.ts';
import { taskViewSchema } from './task-api.ts';

/** A task with all that was done about it. */
export const taskDetailSchema = z
  .object({
    ...taskViewSchema.shape,
    referrals: z
      .array(referralViewSchema)
      .meta({ description: 'Raised from the debrief, each with its latest status.' }),
    actions: z.array(actionViewSchema).meta({ description: 'In the order of their recording.' }),
    history: z
      .array(historyEntryViewSchema)
      .meta({ description: 'In order of arrival: who changed what, and why.' }),
  })
  .meta({ id: 'TaskDetail' });
export type TaskDetail = z.infer<typeof taskDetailSchema>;
