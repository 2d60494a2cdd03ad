import { listPractitioners } from '../../../shared/directory/list-practitioners.ts';
import { putPractitioner } from '../../../shared/directory/put-practitioner.ts';
import type { STAFF_OPERATIONS } from './staff-operations.ts';
import type { HandlersOf, WebDependencies } from '../web-context.ts';
import {
  recordAbsence,
  withdrawAbsence,
  listAbsences,
} from '../../../shared/directory/absences.ts';

/** Answers who works for the authorities, and takes in what changes. */
export const staffHandlers = (
  dependencies: WebDependencies,
): HandlersOf<typeof STAFF_OPERATIONS> => ({
  listPractitioners: ({ query, caller, now }) =>
    listPractitioners(dependencies, query, caller, now),
  putPractitioner: ({ body, caller, now }) => putPractitioner(dependencies, body, caller, now),
  listAbsences: ({ query, caller }) => listAbsences(dependencies, query, caller),
  addAbsence: ({ body, caller }) => recordAbsence(dependencies, body, caller),
  withdrawAbsence: ({ params, caller }) =>
    withdrawAbsence(dependencies, params['absenceId'] ?? '', caller),
});
