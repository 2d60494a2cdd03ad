import * as z from 'zod';
import { requestMembers, textSchema } from '../kernel/work-fields.ts';

/** That a person takes an escalation up: it climbs no further from there. */
export const acknowledgementBodySchema = z
  .strictObject({
    key: requestMembers.key,
    note: textSchema,
    planDate: z.iso
      .date()
      .meta({ description: 'By when it is to be put right: today or later, in London.' }),
  })
  .meta({ id: 'AcknowledgementBody' });
export type AcknowledgementBody = z.infer<typeof acknowledgementBodySchema>;
