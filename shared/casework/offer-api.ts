import * as z from 'zod';
import { CHANNELS, OFFER_RESPONSES, OFFERED_TO } from '../episodes/action.ts';
import {
  correctionMembers,
  happenedAtSchema,
  requestMembers,
  textSchema,
} from '../kernel/work-fields.ts';

/** That the interview was offered, how and to whom. A child who declines it is an outcome. */
export const offerBodySchema = z
  .strictObject({
    ...requestMembers,
    channel: z.enum(CHANNELS),
    to: z.enum(OFFERED_TO),
    response: z.enum(OFFER_RESPONSES),
    note: textSchema.optional(),
    happenedAt: happenedAtSchema,
    ...correctionMembers,
  })
  .meta({ id: 'OfferBody' });
export type OfferBody = z.infer<typeof offerBodySchema>;
