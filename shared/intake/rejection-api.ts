import * as z from 'zod';
import { gssCodeSchema } from '../kernel/api-fields.ts';
import { buildListSchema, pagingFields } from '../kernel/cursor.ts';
import { rejectionSchema, type Rejection, type RejectionSummary } from './rejection-store.ts';

export const listRejectionsQuerySchema = z.strictObject({
  force: gssCodeSchema
    .optional()
    .meta({ description: 'Without it: all forces, and messages whose force could not be read.' }),
  ...pagingFields,
});
export type ListRejectionsQuery = z.infer<typeof listRejectionsQuerySchema>;

/** Lists show what was wrong with a message, never the message itself. */
export const rejectionItemSchema = rejectionSchema
  .omit({ firstReceivedAt: true, body: true })
  .meta({ id: 'RejectionItem' });
export type RejectionItem = z.infer<typeof rejectionItemSchema>;

export const rejectionDetailSchema = rejectionSchema
  .omit({ firstReceivedAt: true })
  .meta({ id: 'Rejection' });
export type RejectionDetail = z.infer<typeof rejectionDetailSchema>;

export const rejectionListSchema = buildListSchema('RejectionList', rejectionItemSchema);
export type RejectionListView = z.infer<typeof rejectionListSchema>;

export const viewRejectionItem = (rejection: RejectionSummary): RejectionItem =>
  rejectionItemSchema.parse(rejection);

export const viewRejection = (rejection: Rejection): RejectionDetail =>
  rejectionDetailSchema.parse(rejection);
