import * as z from 'zod';
import { REFERRAL_STATUSES, REFERRED_TO } from './referral.ts';
import {
  actionIdSchema,
  correctionFields,
  actionRequestFields,
  textSchema,
} from '../kernel/api-fields.ts';

/** A referral that a debrief gives cause for, or what became of one. */
export const referralBodySchema = z
  .strictObject({
    ...actionRequestFields,
    referralId: actionIdSchema
      .optional()
      .meta({ description: 'Without it, a new referral; its id is the `actionId` answered.' }),
    to: z.enum(REFERRED_TO).optional().meta({
      description:
        "Needed for a new one. A child's consent is not needed for the National Referral Mechanism.",
    }),
    status: z.enum(REFERRAL_STATUSES),
    on: z.iso
      .date()
      .optional()
      .meta({ description: 'London day since which this is so; without it, today.' }),
    note: textSchema.optional(),
    ...correctionFields,
  })
  .meta({ id: 'ReferralBody' });
export type ReferralBody = z.infer<typeof referralBodySchema>;

/** A referral as it stands. */
export const referralViewSchema = z
  .object({
    referralId: z.string(),
    to: z.enum(REFERRED_TO),
    status: z.enum(REFERRAL_STATUSES).meta({ description: 'The latest.' }),
    on: z.iso.date().meta({ description: 'London day since which it has this status.' }),
    raisedOn: z.iso.date().meta({ description: 'London day of its first status.' }),
  })
  .meta({ id: 'Referral' });
