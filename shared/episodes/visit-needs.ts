import * as z from 'zod';
import { instantSchema } from '../kernel/instant.ts';

export const VISIT_PLACES = ['home', 'school', 'out-of-home', 'online', 'no-wish'] as const;

/** The free text of what a visit needs, by the names under which it is kept. */
export const VISIT_TEXTS = ['communication', 'language', 'safeContact', 'hazard', 'wish'] as const;
export type VisitText = (typeof VISIT_TEXTS)[number];

/** What whoever visits the child has to know and bring. */
export const visitNeedsFields = {
  interpreter: z.boolean().nullable().meta({ description: 'Null while it is not known.' }),
  twoPeople: z
    .boolean()
    .meta({ description: 'Because of a known hazard nobody is to visit alone.' }),
  wishedPractitioner: z
    .string()
    .nullable()
    .meta({ description: 'Whom the child would like to talk to, by id; null for nobody.' }),
  wishedPlace: z.enum(VISIT_PLACES).nullable(),
};

/** As the task has it: what was recorded last. */
export const taskVisitNeedsSchema = z.object({
  ...visitNeedsFields,
  actionId: z.string().meta({ description: 'The action that has the words.' }),
  at: instantSchema,
});
