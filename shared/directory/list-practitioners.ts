import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import type { Instant } from '../kernel/instant.ts';
import { toLondonDate } from '../kernel/london-time.ts';
import { refuseParameter, type Result } from '../kernel/result.ts';
import { listRequestedAuthorities } from './caller-scope.ts';
import { findAuthoritySettings } from './directory.ts';
import type {
  ListPractitionersQuery,
  PractitionerListView,
  PractitionerView,
} from './practitioner-api.ts';
import { readStaff, type StaffDependencies } from './staff-store.ts';
import { type Absence, countUrgent, type Practitioner } from './staff.ts';

const viewAbsences = (
  practitionerId: string,
  absences: readonly Absence[],
  now: Instant,
): PractitionerView['absences'] =>
  absences
    .filter((absence) => absence.practitionerId === practitionerId)
    .filter(({ until }) => until >= toLondonDate(now))
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .map(({ absenceId, from, until }) => ({ absenceId, from, until }));

const viewForManagers = (
  { email, phone, contactBy, ties }: Practitioner,
  caller: Caller,
): Pick<PractitionerView, 'contact' | 'ties'> =>
  hasPermission(caller, 'manageStaff')
    ? { contact: { email, phone, contactBy }, ties: [...ties] }
    : { contact: null, ties: null };

export const viewPractitioner = async (
  { staff, directory }: StaffDependencies,
  practitioner: Practitioner,
  absences: readonly Absence[],
  caller: Caller,
  now: Instant,
): Promise<PractitionerView> => {
  const { practitionerId, authority, name, role, teams, caseloadCap, inactive, version } =
    practitioner;
  const { deputy, employer } = practitioner;
  const { tasks } = await staff.readCaseload(practitionerId);
  const { urgentHours } = findAuthoritySettings(directory, authority);
  return {
    practitionerId,
    authority,
    name,
    role,
    teams: [...teams],
    caseloadCap,
    deputy,
    employer,
    openTasks: tasks.length,
    urgentTasks: countUrgent(tasks, urgentHours, now),
    absences: viewAbsences(practitionerId, absences, now),
    inactive,
    ...viewForManagers(practitioner, caller),
    version,
  };
};

const listOfAuthority = async (
  dependencies: StaffDependencies,
  authority: string,
  team: string | undefined,
  caller: Caller,
  now: Instant,
): Promise<readonly PractitionerView[]> => {
  const { practitioners, absences } = await readStaff(dependencies, authority);
  const chosen = practitioners.filter(({ teams }) => team === undefined || teams.includes(team));
  return Promise.all(
    chosen.map((practitioner) =>
      viewPractitioner(dependencies, practitioner, absences, caller, now),
    ),
  );
};

export const listPractitioners = async (
  dependencies: StaffDependencies,
  { authority, team }: ListPractitionersQuery,
  caller: Caller,
  now: Instant,
): Promise<Result<PractitionerListView>> => {
  const { directory } = dependencies;
  const scope = listRequestedAuthorities(caller, authority, directory);
  if ('refusal' in scope) return scope;
  const chosen = directory.authorities.filter(({ code }) => scope.value.includes(code));
  if (team !== undefined && !chosen.some(({ teams }) => teams.some(({ id }) => id === team))) {
    return refuseParameter('unknown-team', 'team', 'No team in these authorities has this id.');
  }
  const lists = await Promise.all(
    chosen.map(({ code }) => listOfAuthority(dependencies, code, team, caller, now)),
  );
  return { value: { items: lists.flat() } };
};
