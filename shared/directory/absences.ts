import { isDeepStrictEqual } from 'node:util';
import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import { hash } from '../kernel/hash.ts';
import { toLondonDate } from '../kernel/london-time.ts';
import { KEY_REUSED, NOT_FOUND, NOT_YOUR_ROLE, refuseBody, type Result } from '../kernel/result.ts';
import type {
  AbsenceBody,
  AbsenceListView,
  AbsenceView,
  ListAbsencesQuery,
  RecordedAbsenceView,
} from './absence-api.ts';
import { listRequestedAuthorities } from './caller-scope.ts';
import { readStaff, type StaffDependencies } from './staff-store.ts';
import type { Absence, Caseload } from './staff.ts';

const canRecordAbsence = (caller: Caller, practitionerId: string): boolean =>
  hasPermission(caller, 'manageStaff') ||
  (hasPermission(caller, 'recordAbsences') && caller.subject === practitionerId);

const listCallerAuthorities = (
  { directory }: StaffDependencies,
  caller: Caller,
): readonly string[] => {
  const scope = listRequestedAuthorities(caller, undefined, directory);
  return 'value' in scope ? scope.value : [];
};

const findStaffWith = async (
  dependencies: StaffDependencies,
  practitionerId: string,
  caller: Caller,
) => {
  const staffs = await Promise.all(
    listCallerAuthorities(dependencies, caller).map(async (authority) => ({
      authority,
      ...(await readStaff(dependencies, authority)),
    })),
  );
  return staffs.find(({ practitioners }) =>
    practitioners.some((one) => one.practitionerId === practitionerId),
  );
};

const listTasksToCheck = ({ tasks }: Caseload, { until }: Absence) =>
  tasks
    .filter(({ dueAt }) => dueAt === null || toLondonDate(dueAt) <= until)
    .map(({ taskId, dueAt }) => ({ taskId, dueAt }));

/**
 * Records an absence and returns which of the person's open tasks need checking; it moves none. The
 * same request under the same key is recorded once.
 */
export const recordAbsence = async (
  dependencies: StaffDependencies,
  { key, practitionerId, from, until }: AbsenceBody,
  caller: Caller,
): Promise<Result<RecordedAbsenceView>> => {
  if (!canRecordAbsence(caller, practitionerId)) return NOT_YOUR_ROLE;
  const found = await findStaffWith(dependencies, practitionerId, caller);
  if (found === undefined) {
    const message = 'No member of staff in your authorities has this id.';
    return refuseBody('unknown-practitioner', '/practitionerId', message);
  }
  const { authority, absences } = found;
  const absenceId = `abs-${hash('absence', caller.subject, key)}`;
  const absence: Absence = { absenceId, practitionerId, from, until };
  const known = absences.find((one) => one.absenceId === absenceId);
  if (known !== undefined && !isDeepStrictEqual(known, absence)) return KEY_REUSED;
  await dependencies.staff.putAbsence(authority, absence);
  const caseload = await dependencies.staff.readCaseload(practitionerId);
  return {
    value: { absence: { ...absence, authority }, tasks: listTasksToCheck(caseload, absence) },
  };
};

const findAbsence = async (
  dependencies: StaffDependencies,
  absenceId: string,
  caller: Caller,
): Promise<AbsenceView | null> => {
  for (const authority of listCallerAuthorities(dependencies, caller)) {
    const { absences } = await readStaff(dependencies, authority);
    const found = absences.find((one) => one.absenceId === absenceId);
    if (found !== undefined) return { ...found, authority };
  }
  return null;
};

/** Withdraws an absence that was recorded by mistake, and returns it. It moves no task; the audit trail keeps who did it. */
export const withdrawAbsence = async (
  dependencies: StaffDependencies,
  absenceId: string,
  caller: Caller,
): Promise<Result<AbsenceView>> => {
  const absence = await findAbsence(dependencies, absenceId, caller);
  if (absence === null) return NOT_FOUND;
  if (!canRecordAbsence(caller, absence.practitionerId)) return NOT_YOUR_ROLE;
  await dependencies.staff.removeAbsence(absence.authority, absenceId);
  return { value: absence };
};

const readAbsences = async (
  dependencies: StaffDependencies,
  authority: string,
): Promise<readonly AbsenceView[]> => {
  const { absences } = await readStaff(dependencies, authority);
  return absences.map((absence) => ({ ...absence, authority }));
};

export const listAbsences = async (
  dependencies: StaffDependencies,
  { authority, practitioner }: ListAbsencesQuery,
  caller: Caller,
): Promise<Result<AbsenceListView>> => {
  const scope = listRequestedAuthorities(caller, authority, dependencies.directory);
  if ('refusal' in scope) return scope;
  const lists = await Promise.all(scope.value.map((code) => readAbsences(dependencies, code)));
  const items = lists
    .flat()
    .filter(({ practitionerId }) => practitioner === undefined || practitionerId === practitioner)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  return { value: { items } };
};
