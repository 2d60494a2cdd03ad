import * as z from 'zod';
import { limitsSchema } from '../themes/picture.ts';
import { gssCodeSchema, instantSchema } from '../kernel/api-fields.ts';

/** What every profile begins with, whoever will see it. */
export const profileHeading = {
  authority: z.object({ code: gssCodeSchema, name: z.string() }),
  locality: z.object({ id: z.string(), name: z.string() }),
  asOf: instantSchema,
  limits: limitsSchema,
};
