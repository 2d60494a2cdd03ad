import type { AbsenceView } from './absence-api.ts';
import { type Result, NOT_FOUND, NOT_YOUR_ROLE } from '../kernel/result.ts';
import { authoritiesAskedFor } from './caller-scope.ts';
import { mayRecordAbsence } from './may-record-absence.ts';
import { readStaff, type StaffPorts } from './read-staff.ts';
import type { Caller } from '../access/caller.ts';

const findAbsence = async (
  ports: StaffPorts,
  absenceId: string,
  caller: Caller,
): Promise<AbsenceView | null> => {
  const scope = authoritiesAskedFor(caller, undefined, ports.directory);
  for (const authority of 'value' in scope ? scope.value : []) {
    const { absences } = await readStaff(ports, authority);
    const found = absences.find((one) => one.absenceId === absenceId);
    if (found !== undefined) return { ...found, authority };
  }
  return null;
};

/**
 * Withdraws an absence: one recorded by mistake would keep tasks from somebody until it ends. By
 * whoever may record it. It moves no task; the audit keeps who did it. Answers what was withdrawn.
 */
export const withdrawAbsence = async (
  ports: StaffPorts,
  absenceId: string,
  caller: Caller,
): Promise<Result<AbsenceView>> => {
  const absence = await findAbsence(ports, absenceId, caller);
  if (absence === null) return NOT_FOUND;
  if (!mayRecordAbsence(caller, absence.practitionerId)) return NOT_YOUR_ROLE;
  await ports.staff.removeAbsence(absence.authority, absenceId);
  return { value: absence };
};
