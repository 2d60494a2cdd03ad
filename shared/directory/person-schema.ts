import * as z from 'zod';
import { type StaffMember, STAFF_ROLES } from './person.ts';
import { idSchema, nameSchema } from '../kernel/configuration-fields.ts';

/** Members of somebody of an authority, without the rules between them. */
export const staffMemberFields = {
  practitionerId: idSchema,
  name: nameSchema,
  role: z.enum(STAFF_ROLES),
  teams: z.array(idSchema).default([]),
  caseloadCap: z
    .int()
    .min(1, { error: 'A cap is a whole number of tasks from 1, or null.' })
    .nullable()
    .default(null),
  email: z.email().nullable().default(null),
  phone: z
    .string()
    .regex(/^(\+44 ?|0)7\d{3} ?\d{6}$/, {
      error: 'A phone is a UK mobile number such as "07700 900123".',
    })
    .nullable()
    .default(null),
  contactBy: z.enum(['email', 'text']),
};

/** What is missing for messages to reach somebody the way they are to be reached; null when nothing is. */
export const missingContact = ({
  contactBy,
  email,
  phone,
}: Pick<StaffMember, 'contactBy' | 'email' | 'phone'>): 'email' | 'phone' | null => {
  if (contactBy === 'email') return email === null ? 'email' : null;
  return phone === null ? 'phone' : null;
};

/** Somebody with whom an authority begins. */
export const staffMemberSchema: z.ZodType<StaffMember> = z
  .strictObject(staffMemberFields)
  .superRefine((person, context) => {
    const member = missingContact(person);
    if (member !== null) {
      context.addIssue({
        code: 'custom',
        path: [member],
        message: `Whoever is reached by ${person.contactBy} needs one.`,
      });
    }
  });
