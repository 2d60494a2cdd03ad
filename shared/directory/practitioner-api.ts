import * as z from 'zod';
import { gssCodeSchema } from '../kernel/api-fields.ts';
import {
  absenceSchema,
  careTieSchema,
  findMissingContact,
  practitionerSchema,
  staffMemberInputFields,
} from './staff.ts';

export const practitionerBodySchema = z
  .strictObject({
    version: z.int().min(0).meta({
      description:
        'The version you read; 0 for somebody new. An older version is answered `stale`.',
    }),
    authority: gssCodeSchema,
    ...staffMemberInputFields,
    ties: z.array(careTieSchema).max(100).default([]),
    inactive: practitionerSchema.shape.inactive.default(false),
  })
  .superRefine((person, context) => {
    const problem = findMissingContact(person);
    if (problem === null) return;
    context.addIssue({ code: 'custom', ...problem, params: { code: 'text-needed' } });
  })
  .meta({ id: 'PractitionerBody' });
export type PractitionerBody = z.infer<typeof practitionerBodySchema>;

export const practitionerViewSchema = practitionerSchema
  .omit({ email: true, phone: true, contactBy: true })
  .extend({
    caseloadCap: practitionerSchema.shape.caseloadCap.meta({
      description: 'Open tasks from which on the policy allocates no more; null: no cap.',
    }),
    openTasks: z.int(),
    urgentTasks: z.int().meta({ description: 'Open tasks that are past due, or due soon.' }),
    absences: z
      .array(absenceSchema.omit({ practitionerId: true }))
      .meta({ description: 'Current and future absences, by their first day.' }),
    contact: practitionerSchema
      .pick({ email: true, phone: true, contactBy: true })
      .nullable()
      .meta({ description: 'For managers; else null.' }),
    ties: z.array(careTieSchema).nullable().meta({
      description: 'Whom they care for and so cannot interview; for managers, else null.',
    }),
  })
  .meta({ id: 'Practitioner' });
export type PractitionerView = z.infer<typeof practitionerViewSchema>;

export const listPractitionersQuerySchema = z.strictObject({
  authority: gssCodeSchema
    .optional()
    .meta({ description: "One of the caller's authorities; without it, all of them." }),
  team: z.string().max(128).optional().meta({ description: 'Id of a team.' }),
});
export type ListPractitionersQuery = z.infer<typeof listPractitionersQuerySchema>;

export const practitionerListSchema = z
  .object({ items: z.array(practitionerViewSchema) })
  .meta({ id: 'PractitionerList' });
export type PractitionerListView = z.infer<typeof practitionerListSchema>;
