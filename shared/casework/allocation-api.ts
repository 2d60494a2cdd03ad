import * as z from 'zod';
import { practitionerIdSchema } from '../directory/practitioner-api.ts';
import { happenedAtSchema, requestMembers, textSchema } from '../kernel/work-fields.ts';

/** That somebody gets a task, or gives it back. */
export const allocationBodySchema = z
  .strictObject({
    ...requestMembers,
    practitioner: practitionerIdSchema
      .nullable()
      .meta({ description: 'Who gets the task; null: nobody has it from now on.' }),
    reason: textSchema
      .optional()
      .meta({ description: 'Needed, but when a practitioner takes a task over.' }),
    happenedAt: happenedAtSchema,
  })
  .meta({ id: 'AllocationBody' });
export type AllocationBody = z.infer<typeof allocationBodySchema>;
