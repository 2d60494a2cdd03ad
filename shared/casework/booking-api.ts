import * as z from 'zod';
import { BOOKING_STATUSES } from '../episodes/action.ts';
import {
  actionIdSchema,
  correctionMembers,
  happenedAtSchema,
  momentSchema,
  requestMembers,
  textSchema,
} from '../kernel/work-fields.ts';

/** An appointment for the interview, or what became of it. */
export const bookingBodySchema = z
  .strictObject({
    ...requestMembers,
    bookingId: actionIdSchema
      .optional()
      .meta({ description: 'Without it, a new appointment; its id is the `actionId` answered.' }),
    status: z.enum(BOOKING_STATUSES).meta({ description: '`missed`: the child was not there.' }),
    at: momentSchema
      .optional()
      .meta({ description: 'When it is to be; needed when `booked` or `changed`, else left out.' }),
    where: textSchema.optional(),
    with: textSchema.optional(),
    note: textSchema.optional(),
    happenedAt: happenedAtSchema,
    ...correctionMembers,
  })
  .meta({ id: 'BookingBody' });
export type BookingBody = z.infer<typeof bookingBodySchema>;
