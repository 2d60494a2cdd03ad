import * as z from 'zod';
import { type StaffMember, STAFF_ROLES } from './person.ts';
import type { Absence, Practitioner } from './practitioner.ts';
import type { Caseload } from './staff.ts';
import type { Item, ItemKey } from '../database/table.ts';
import { instantSchema } from '../kernel/instant.ts';

const text = z.string();

/** Somebody of an authority as they stand in the table. */
export const storedPractitioner: z.ZodType<Practitioner> = z.object({
  authority: text,
  practitionerId: text,
  name: text,
  role: z.enum(STAFF_ROLES),
  teams: z.array(text),
  caseloadCap: z.number().nullable(),
  email: text.nullable(),
  phone: text.nullable(),
  contactBy: z.enum(['email', 'text']),
  ties: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('key-worker'), childId: text }),
      z.object({ kind: z.literal('placement'), urn: text }),
    ]),
  ),
  inactive: z.boolean(),
  version: z.number(),
});

export const storedAbsence: z.ZodType<Absence> = z.object({
  absenceId: text,
  practitionerId: text,
  from: text,
  until: text,
});

/** One open task of a caseload. */
export const storedCase: z.ZodType<Caseload['tasks'][number]> = z.object({
  taskId: text,
  dueAt: instantSchema.nullable(),
});

export const practitionerItem = (practitioner: Practitioner): Item => ({
  ...personKey(practitioner.authority, practitioner.practitionerId),
  entity: 'practitioner',
  ...practitioner,
});

export const absenceItem = (authority: string, absence: Absence): Item => ({
  ...absenceKey(authority, absence.absenceId),
  entity: 'absence',
  ...absence,
});

/** Somebody of the configuration as they are first stored. */
export const begunWith = (authority: string, person: StaffMember): Practitioner => ({
  ...person,
  authority,
  ties: [],
  inactive: false,
  version: 1,
});

/** The open tasks of somebody, one item each, and a head that counts the claims on it. */
export const caseloadPartition = (practitionerId: string): string => `caseload#${practitionerId}`;

export const CASELOAD_HEAD = 'head';

export const caseKey = (practitionerId: string, taskId: string): ItemKey => ({
  pk: caseloadPartition(practitionerId),
  sk: taskId,
});

/** Everybody of an authority and their absences, so that one query reads them. */
export const staffPartition = (authority: string): string => `staff#${authority}`;

export const ABSENCES_FROM = 'absence#';

export const absenceKey = (authority: string, absenceId: string): ItemKey => ({
  pk: staffPartition(authority),
  sk: `${ABSENCES_FROM}${absenceId}`,
});

export const personKey = (authority: string, practitionerId: string): ItemKey => ({
  pk: staffPartition(authority),
  sk: `person#${practitionerId}`,
});
