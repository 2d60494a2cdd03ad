import * as z from 'zod';
import { STAFF_ROLES } from './person.ts';
import { missingContact, staffMemberFields } from './person-schema.ts';
import { childIdSchema, gssCodeSchema } from '../kernel/api-fields.ts';

/** Somebody of an authority, by their id: the subject by which sign-in knows them. */
export const practitionerIdSchema = z
  .string()
  .min(1)
  .max(256)
  .meta({ description: 'The subject by which sign-in knows them.' });

const versionSchema = z
  .int()
  .min(0)
  .meta({ description: 'As it was read; 0 for somebody new. On an older one: `stale`.' });

/** Whom somebody cares for, and so cannot interview. */
const tieSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('key-worker'), childId: childIdSchema.min(1).max(256) }),
  z.strictObject({
    kind: z.literal('placement'),
    urn: z.string().trim().min(1).max(64).meta({ description: 'Ofsted URN of the placement.' }),
  }),
]);

/** Somebody of an authority, whole: what is sent takes the place of what was there. */
export const practitionerBodySchema = z
  .strictObject({
    version: versionSchema,
    authority: gssCodeSchema,
    ...staffMemberFields,
    ties: z.array(tieSchema).max(100).default([]),
    inactive: z.boolean().default(false).meta({ description: 'Gets no task and no message.' }),
  })
  .superRefine((person, context) => {
    const member = missingContact(person);
    if (member === null) return;
    const message = 'Whoever is reached this way needs it.';
    context.addIssue({ code: 'custom', path: [member], message, params: { code: 'text-needed' } });
  })
  .meta({ id: 'PractitionerBody' });
export type PractitionerBody = z.infer<typeof practitionerBodySchema>;

const contactSchema = z.object({
  email: z.string().nullable(),
  phone: z.string().nullable(),
  contactBy: z.enum(['email', 'text']),
});

/** Days on which somebody is away. */
export const absenceDaysSchema = z.object({
  absenceId: z.string(),
  from: z.iso.date().meta({ description: 'First day away, in London.' }),
  until: z.iso.date().meta({ description: 'Last day away, in London.' }),
});

/** Somebody of an authority, with what they have to do. */
export const practitionerViewSchema = z
  .object({
    practitionerId: practitionerIdSchema,
    authority: gssCodeSchema,
    name: z.string(),
    role: z.enum(STAFF_ROLES),
    teams: z.array(z.string()),
    caseloadCap: z
      .int()
      .nullable()
      .meta({ description: 'Open tasks at which the policy gives no more; null: no cap.' }),
    openTasks: z.int(),
    urgentTasks: z.int().meta({ description: 'Of the open ones: past due, or due soon.' }),
    absences: z
      .array(absenceDaysSchema)
      .meta({ description: 'That are not over, by their first day.' }),
    inactive: z.boolean(),
    contact: contactSchema.nullable().meta({ description: 'For managers; else null.' }),
    ties: z
      .array(tieSchema)
      .nullable()
      .meta({ description: 'Whom they care for and cannot interview; for managers, else null.' }),
    version: z.int(),
  })
  .meta({ id: 'Practitioner' });
export type PractitionerView = z.infer<typeof practitionerViewSchema>;

/** Whose people to list. */
export const listPractitionersQuerySchema = z.strictObject({
  authority: gssCodeSchema
    .optional()
    .meta({ description: "One of the caller's authorities; without it, all of them." }),
  team: z.string().max(128).optional().meta({ description: 'A team, by its id.' }),
});
export type ListPractitionersQuery = z.infer<typeof listPractitionersQuerySchema>;

/** People by authority and id. All of them: an authority has no more than one page takes. */
export const practitionerListSchema = z
  .object({ items: z.array(practitionerViewSchema) })
  .meta({ id: 'PractitionerList' });
export type PractitionerListView = z.infer<typeof practitionerListSchema>;
