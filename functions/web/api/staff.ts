import * as z from 'zod';
import type { AuditedAccess } from '../../../shared/access/audit.ts';
import { belongsTo, type Caller } from '../../../shared/access/caller.ts';
import {
  absenceBodySchema,
  absenceListSchema,
  absenceViewSchema,
  listAbsencesQuerySchema,
  recordedAbsenceViewSchema,
} from '../../../shared/directory/absence-api.ts';
import { listAbsences } from '../../../shared/directory/absences.ts';
import {
  recordStaffAbsence,
  withdrawStaffAbsence,
} from '../../../shared/casework/record-staff-absence.ts';
import {
  listStaffChanges,
  staffChangeListSchema,
} from '../../../shared/directory/list-staff-changes.ts';
import { practitionerIdSchema } from '../../../shared/directory/staff.ts';
import { listPractitioners } from '../../../shared/directory/list-practitioners.ts';
import {
  listPractitionersQuerySchema,
  practitionerBodySchema,
  practitionerListSchema,
  practitionerViewSchema,
} from '../../../shared/directory/practitioner-api.ts';
import { putStaffMember } from '../../../shared/casework/put-staff-member.ts';
import { meSchema, readMe } from '../../../shared/directory/read-me.ts';
import { auditOwnAuthority } from '../http/audit.ts';
import { defineChange, defineRead } from './route.ts';

const auditStaffMember = (practitionerId: string, caller: Caller): AuditedAccess => {
  const access = auditOwnAuthority('staff', practitionerId, caller);
  return practitionerId === caller.subject ? { ...access, why: 'oneself' } : access;
};

export const staffRoutes = [
  defineRead({
    id: 'readMe',
    path: '/api/v1/me',
    summary: 'Read who your token stands for',
    permission: 'readOneself',
    audit: 'unaudited',
    response: meSchema,
    handle: ({ caller, now }, dependencies) => readMe(dependencies, caller, now),
  }),
  defineRead({
    id: 'listPractitioners',
    path: '/api/v1/practitioners',
    summary: 'List the staff of your authorities, with their caseload and absences',
    permission: 'readCasework',
    audit: 'unaudited',
    query: listPractitionersQuerySchema,
    response: practitionerListSchema,
    handle: ({ query, caller, now }, dependencies) =>
      listPractitioners(dependencies, query, caller, now),
  }),
  defineChange({
    id: 'putPractitioner',
    method: 'post',
    path: '/api/v1/practitioners',
    summary: 'Add or replace a member of staff of your authority; send the version that you read',
    permission: 'manageStaff',
    /** Another authority's staff: the use case refuses. */
    audit: ({ body: { practitionerId, authority }, caller }) =>
      belongsTo(caller, authority) ? [auditStaffMember(practitionerId, caller)] : [],
    body: practitionerBodySchema,
    response: practitionerViewSchema,
    status: 200,
    handle: ({ body, caller, now }, dependencies) =>
      putStaffMember(dependencies, body, caller, now),
  }),
  defineRead({
    id: 'listStaffChanges',
    path: '/api/v1/practitioners/{practitionerId}/changes',
    summary: 'List who changed what of a member of staff, oldest first',
    permission: 'readStaffChanges',
    audit: 'unaudited',
    params: z.object({ practitionerId: practitionerIdSchema }),
    response: staffChangeListSchema,
    handle: ({ params: { practitionerId }, caller }, dependencies) =>
      listStaffChanges(dependencies, practitionerId, caller),
  }),
  defineRead({
    id: 'listAbsences',
    path: '/api/v1/absences',
    summary: 'List the absences in your authorities, by their first day',
    permission: 'readCasework',
    audit: 'unaudited',
    query: listAbsencesQuerySchema,
    response: absenceListSchema,
    handle: ({ query, caller }, dependencies) => listAbsences(dependencies, query, caller),
  }),
  defineChange({
    id: 'addAbsence',
    method: 'post',
    path: '/api/v1/absences',
    summary: 'Record that a member of staff will be away; their tasks stay with them',
    permission: 'recordAbsences',
    audit: ({ body: { practitionerId }, caller }) => [auditStaffMember(practitionerId, caller)],
    body: absenceBodySchema,
    response: recordedAbsenceViewSchema,
    status: 201,
    handle: ({ body, caller, now }, dependencies) =>
      recordStaffAbsence(dependencies, body, caller, now),
  }),
  defineChange({
    id: 'withdrawAbsence',
    method: 'delete',
    path: '/api/v1/absences/{absenceId}',
    summary: 'Withdraw an absence that was recorded by mistake or ends early',
    permission: 'recordAbsences',
    /** The use case refuses an absence of another authority. */
    audit: ({ params: { absenceId }, caller }) => [auditOwnAuthority('staff', absenceId, caller)],
    params: z.object({ absenceId: z.string() }),
    response: absenceViewSchema,
    status: 200,
    handle: ({ params: { absenceId }, caller, now }, dependencies) =>
      withdrawStaffAbsence(dependencies, absenceId, caller, now),
  }),
];
