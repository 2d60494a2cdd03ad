import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';

/** A practitioner for themselves, a manager for anyone of their authorities. */
export const mayRecordAbsence = (caller: Caller, practitionerId: string): boolean =>
  hasPermission(caller, 'manageStaff') ||
  (hasPermission(caller, 'recordAbsences') && caller.subject === practitionerId);
