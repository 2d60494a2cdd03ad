import * as z from 'zod';
import { actionIdSchema, requestMembers, textSchema } from '../kernel/work-fields.ts';

/** That something was recorded that did not happen. */
export const retractionBodySchema = z
  .strictObject({ ...requestMembers, corrects: actionIdSchema, reason: textSchema })
  .meta({ id: 'RetractionBody' });
export type RetractionBody = z.infer<typeof retractionBodySchema>;
