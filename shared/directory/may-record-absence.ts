import type { Caller } from '../access/caller.ts';

/** A practitioner for themselves, a manager for anybody of their authorities. */
export const mayRecordAbsence = ({ role, subject }: Caller, practitionerId: string): boolean =>
  role === 'manager' || (role === 'practitioner' && subject === practitionerId);
