import * as z from 'zod';
import { childIdSchema, gssCodeSchema } from '../kernel/api-fields.ts';
import { idSchema, nameSchema } from '../kernel/configuration-fields.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { addMs, HOUR_MS, type Instant, instantSchema } from '../kernel/instant.ts';
import { toLondonDate } from '../kernel/london-time.ts';

/** In the order in which a task is escalated. */
export const STAFF_ROLES = ['practitioner', 'team-manager', 'head-of-service', 'director'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

const teamsSchema = z.array(idSchema);
const caseloadCapSchema = z
  .int()
  .min(1, { error: 'Enter the cap as a whole number of tasks from 1, or null.' })
  .nullable();
const emailSchema = z.email().nullable();
const phoneSchema = z
  .string()
  .regex(/^(\+44 ?|0)7\d{3} ?\d{6}$/, {
    error: 'Enter a UK mobile number, such as "07700 900123".',
  })
  .nullable();

const staffMemberFields = {
  practitionerId: idSchema,
  name: nameSchema,
  role: z.enum(STAFF_ROLES),
  teams: teamsSchema,
  /** Open tasks from which on the policy allocates no more; null for no cap. */
  caseloadCap: caseloadCapSchema,
  email: emailSchema,
  phone: phoneSchema,
  contactBy: z.enum(['email', 'text']),
  /** Who hears what is meant for them while they are away, by id; null for nobody. */
  deputy: idSchema.nullable(),
  /** Of somebody who works for the authority without being its own: a commissioned provider, or another authority. */
  employer: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('provider'), name: nameSchema }),
      z.strictObject({ kind: z.literal('authority'), code: gssCodeSchema }),
    ])
    .nullable(),
};

export const staffMemberInputFields = {
  ...staffMemberFields,
  teams: teamsSchema.default([]),
  caseloadCap: caseloadCapSchema.default(null),
  email: emailSchema.default(null),
  phone: phoneSchema.default(null),
  deputy: staffMemberFields.deputy.default(null),
  employer: staffMemberFields.employer.default(null),
};

/** What to correct when somebody has no address for the way they are to be contacted; null when they have one. */
export const findMissingContact = ({
  contactBy,
  email,
  phone,
}: Pick<StaffMember, 'contactBy' | 'email' | 'phone'>): {
  readonly path: ('email' | 'phone')[];
  readonly message: string;
} | null => {
  if (contactBy === 'email' && email === null) {
    return { path: ['email'], message: 'Enter an email address, or choose contact by text.' };
  }
  if (contactBy === 'text' && phone === null) {
    return { path: ['phone'], message: 'Enter a mobile number, or choose contact by email.' };
  }
  return null;
};

const staffMemberBaseSchema = z.strictObject(staffMemberInputFields);
export type StaffMember = Immutable<z.infer<typeof staffMemberBaseSchema>>;

export const staffMemberSchema = staffMemberBaseSchema.superRefine((person, context) => {
  const problem = findMissingContact(person);
  if (problem !== null) context.addIssue({ code: 'custom', ...problem });
});

/** Whom a practitioner cares for, and so cannot interview (DfE 2014: independent of the child's care). */
export const careTieSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('key-worker'), childId: childIdSchema.min(1).max(256) }),
  z.strictObject({
    kind: z.literal('placement'),
    urn: z.string().trim().min(1).max(64).meta({ description: 'Ofsted URN of the placement.' }),
  }),
]);
export type CareTie = Immutable<z.infer<typeof careTieSchema>>;

export const practitionerSchema = z.object({
  ...staffMemberFields,
  /** Staff that were stored before 2026-11-27 have neither. */
  deputy: staffMemberInputFields.deputy,
  employer: staffMemberInputFields.employer,
  authority: gssCodeSchema,
  ties: z.array(careTieSchema),
  inactive: z.boolean().meta({ description: 'Gets no tasks and no messages.' }),
  version: z.int(),
});
export type Practitioner = Immutable<z.infer<typeof practitionerSchema>>;

/** An entry of the staff list before and after; null before for somebody new. */
export const staffChangeSchema = z.object({
  before: practitionerSchema.nullable(),
  after: practitionerSchema,
  by: z.string(),
  at: instantSchema,
});
export type StaffChange = Immutable<z.infer<typeof staffChangeSchema>>;

export const practitionerIdSchema = z
  .string()
  .min(1)
  .max(256)
  .meta({ description: 'The subject of the sign-in of a member of staff.' });

/** Days away, by the London calendar. An absence does not move tasks. */
export const absenceSchema = z.object({
  absenceId: z.string(),
  practitionerId: practitionerIdSchema,
  from: z.iso.date().meta({ description: 'First day away, in London.' }),
  until: z.iso.date().meta({ description: 'Last day away, in London.' }),
});
export type Absence = Readonly<z.infer<typeof absenceSchema>>;

export interface Staff {
  readonly practitioners: readonly Practitioner[];
  readonly absences: readonly Absence[];
}

const isAbsentOn = (practitionerId: string, absences: readonly Absence[], day: string): boolean =>
  absences.some(
    (absence) =>
      absence.practitionerId === practitionerId && absence.from <= day && day <= absence.until,
  );

export const isAbsent = (
  practitionerId: string,
  absences: readonly Absence[],
  now: Instant,
): boolean => isAbsentOn(practitionerId, absences, toLondonDate(now));

/** Before it there is no working time on the day of a deadline. */
const LAST_WORK_MS = 12 * HOUR_MS;

/**
 * Whether an absence keeps somebody from a task: that into which its deadline falls, or the last working time before it.
 * Away today and back in time does not. By today where there is no deadline, or it is past.
 */
export const isAbsentWhenDue = (
  practitionerId: string,
  absences: readonly Absence[],
  dueAt: Instant | null,
  now: Instant,
): boolean => {
  if (dueAt === null || dueAt <= now) return isAbsent(practitionerId, absences, now);
  const lastWork = addMs(dueAt, -LAST_WORK_MS);
  const days = [toLondonDate(dueAt), toLondonDate(lastWork < now ? now : lastWork)];
  return days.some((day) => isAbsentOn(practitionerId, absences, day));
};

export const openTaskSchema = z.object({
  taskId: z.string(),
  dueAt: instantSchema.nullable(),
});
export type OpenTasks = readonly Readonly<z.infer<typeof openTaskSchema>>[];

export interface Caseload {
  readonly practitionerId: string;
  readonly tasks: OpenTasks;
  readonly version: number;
}

export const countUrgent = (tasks: OpenTasks, urgentHours: number, now: Instant): number => {
  const soon = addMs(now, urgentHours * HOUR_MS);
  return tasks.filter(({ dueAt }) => dueAt !== null && dueAt <= soon).length;
};
