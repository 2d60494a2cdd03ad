import type { AbsenceListView, AbsenceView, ListAbsencesQuery } from './absence-api.ts';
import type { Result } from '../kernel/result.ts';
import { authoritiesAskedFor } from './caller-scope.ts';
import { readStaff, type StaffPorts } from './read-staff.ts';
import type { Caller } from '../access/caller.ts';

const absencesOf = async (
  ports: StaffPorts,
  authority: string,
): Promise<readonly AbsenceView[]> => {
  const { absences } = await readStaff(ports, authority);
  return absences.map((absence) => ({ ...absence, authority }));
};

/** Absences in the caller's authorities, of one person or of all, by their first day. */
export const listAbsences = async (
  ports: StaffPorts,
  { authority, practitioner }: ListAbsencesQuery,
  caller: Caller,
): Promise<Result<AbsenceListView>> => {
  const scope = authoritiesAskedFor(caller, authority, ports.directory);
  if ('refusal' in scope) return scope;
  const lists = await Promise.all(scope.value.map((code) => absencesOf(ports, code)));
  const items = lists
    .flat()
    .filter(({ practitionerId }) => practitioner === undefined || practitionerId === practitioner)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  return { value: { items } };
};
