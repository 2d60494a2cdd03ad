import {
  absenceBodySchema,
  absenceListSchema,
  absenceViewSchema,
  listAbsencesQuerySchema,
  recordedAbsenceViewSchema,
} from '../../../shared/directory/absence-api.ts';
import {
  listPractitionersQuerySchema,
  practitionerBodySchema,
  practitionerListSchema,
  practitionerViewSchema,
} from '../../../shared/directory/practitioner-api.ts';
import { NO_BODY, type Operation } from './operation.ts';
import { noQuerySchema } from '../../../shared/kernel/api-fields.ts';

/** Who works for the authorities, and when they are away. */
export const STAFF_OPERATIONS = {
  listPractitioners: {
    method: 'get',
    path: '/api/v1/practitioners',
    summary: 'People of your authorities, with their load and absences',
    query: listPractitionersQuerySchema,
    body: NO_BODY,
    response: practitionerListSchema,
    status: 200,
    audited: 'open',
  },
  putPractitioner: {
    method: 'post',
    path: '/api/v1/practitioners',
    summary: 'Store somebody of your authority, whole, on the version that was read',
    query: noQuerySchema,
    body: practitionerBodySchema,
    response: practitionerViewSchema,
    status: 200,
    audited: 'staff',
  },
  listAbsences: {
    method: 'get',
    path: '/api/v1/absences',
    summary: 'Absences in your authorities, by their first day',
    query: listAbsencesQuerySchema,
    body: NO_BODY,
    response: absenceListSchema,
    status: 200,
    audited: 'open',
  },
  addAbsence: {
    method: 'post',
    path: '/api/v1/absences',
    summary: 'Record that somebody will be away; it moves no task',
    query: noQuerySchema,
    body: absenceBodySchema,
    response: recordedAbsenceViewSchema,
    status: 201,
    audited: 'staff',
  },
  withdrawAbsence: {
    method: 'delete',
    path: '/api/v1/absences/{absenceId}',
    summary: 'Withdraw an absence that was recorded by mistake, or that ends early',
    query: noQuerySchema,
    body: NO_BODY,
    response: absenceViewSchema,
    status: 200,
    audited: 'absence',
  },
} as const satisfies Record<string, Operation>;
