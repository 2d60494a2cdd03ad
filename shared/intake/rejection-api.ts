import * as z from 'zod';
import { instantSchema } from '../kernel/instant.ts';
import { FINDING_CODES } from '../kernel/finding.ts';
import { gssCodeSchema, notificationIdSchema, referenceSchema } from '../kernel/api-fields.ts';
import { buildListSchema } from '../kernel/cursor.ts';

/** A message that could not be used, without what it said. */
export const rejectionItemSchema = z
  .object({
    rejectionId: z.string(),
    force: gssCodeSchema.nullable().meta({ description: 'Null when it could not be read.' }),
    notificationId: notificationIdSchema.nullable(),
    reference: referenceSchema.nullable(),
    errors: z.array(
      z.object({
        code: z.enum(FINDING_CODES),
        path: z.string().meta({ description: 'JSON pointer into the message.' }),
        message: z.string(),
      }),
    ),
    receivedAt: instantSchema,
    messageId: z.string().meta({ description: 'Id that the queue gave the message.' }),
  })
  .meta({ id: 'RejectionItem' });
export type RejectionItem = z.infer<typeof rejectionItemSchema>;

/** A message that could not be used, whole, for an operator to correct and send again. */
export const rejectionDetailSchema = z
  .object({ ...rejectionItemSchema.shape, body: z.string() })
  .meta({ id: 'Rejection' });
export type RejectionDetail = z.infer<typeof rejectionDetailSchema>;

export const rejectionListSchema = buildListSchema('RejectionList', rejectionItemSchema);

export type RejectionListView = z.infer<typeof rejectionListSchema>;
