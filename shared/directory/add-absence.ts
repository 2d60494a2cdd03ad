import { isDeepStrictEqual } from 'node:util';
import type { AbsenceBody, RecordedAbsenceView } from './absence-api.ts';
import { hash } from '../kernel/hash.ts';
import { londonDateOf } from '../kernel/london-time.ts';
import type { Absence } from './practitioner.ts';
import type { Caseload } from './staff.ts';
import { type Result, refuseBody, KEY_REUSED, NOT_YOUR_ROLE } from '../kernel/result.ts';
import { authoritiesAskedFor } from './caller-scope.ts';
import { mayRecordAbsence } from './may-record-absence.ts';
import { readStaff, type StaffPorts } from './read-staff.ts';
import type { Caller } from '../access/caller.ts';

const findPerson = async (ports: StaffPorts, practitionerId: string, caller: Caller) => {
  const scope = authoritiesAskedFor(caller, undefined, ports.directory);
  const codes = 'value' in scope ? scope.value : [];
  const staffs = await Promise.all(
    codes.map(async (authority) => ({ authority, ...(await readStaff(ports, authority)) })),
  );
  return staffs.find(({ practitioners }) =>
    practitioners.some((one) => one.practitionerId === practitionerId),
  );
};

const tasksToLookAt = ({ tasks }: Caseload, { until }: Absence) =>
  tasks
    .filter(({ dueAt }) => dueAt === null || londonDateOf(dueAt) <= until)
    .map(({ taskId, dueAt }) => ({ taskId, dueAt }));

/**
 * Records that somebody will be away: a practitioner for themselves, a manager for anybody of their
 * authorities. It moves no task; it answers which of the person's open tasks somebody has to look
 * at. The same request under the same key is one absence.
 */
export const addAbsence = async (
  ports: StaffPorts,
  { key, practitionerId, from, until }: AbsenceBody,
  caller: Caller,
): Promise<Result<RecordedAbsenceView>> => {
  if (!mayRecordAbsence(caller, practitionerId)) return NOT_YOUR_ROLE;
  const found = await findPerson(ports, practitionerId, caller);
  if (found === undefined) {
    const message = 'Your authorities have nobody of this id.';
    return refuseBody('unknown-practitioner', '/practitionerId', message);
  }
  const { authority, absences } = found;
  const absenceId = `abs-${hash('absence', caller.subject, key)}`;
  const absence: Absence = { absenceId, practitionerId, from, until };
  const known = absences.find((one) => one.absenceId === absenceId);
  if (known !== undefined && !isDeepStrictEqual(known, absence)) return KEY_REUSED;
  await ports.staff.putAbsence(authority, absence);
  const caseload = await ports.staff.readCaseload(practitionerId);
  return {
    value: { absence: { ...absence, authority }, tasks: tasksToLookAt(caseload, absence) },
  };
};
