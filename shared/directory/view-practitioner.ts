import type { PractitionerView } from './practitioner-api.ts';
import { findAuthoritySettings } from './default-settings.ts';
import type { Instant } from '../kernel/instant.ts';
import { londonDateOf } from '../kernel/london-time.ts';
import type { Absence, Practitioner } from './practitioner.ts';
import type { StaffPorts } from './read-staff.ts';
import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import { countUrgent } from './caseload.ts';

const byFirstDay = (a: Absence, b: Absence): number => (a.from < b.from ? -1 : 1);

const viewAbsences = (
  practitionerId: string,
  absences: readonly Absence[],
  now: Instant,
): PractitionerView['absences'] =>
  absences
    .filter((absence) => absence.practitionerId === practitionerId)
    .filter(({ until }) => until >= londonDateOf(now))
    .sort(byFirstDay)
    .map(({ absenceId, from, until }) => ({ absenceId, from, until }));

/** How they are reached and whom they care for is for those who manage them. */
const viewForManagers = (
  { email, phone, contactBy, ties }: Practitioner,
  caller: Caller,
): Pick<PractitionerView, 'contact' | 'ties'> =>
  hasPermission(caller, 'manageStaff')
    ? { contact: { email, phone, contactBy }, ties: [...ties] }
    : { contact: null, ties: null };

/** Somebody of an authority as the caller may see them at `now`. */
export const viewPractitioner = async (
  { staff, directory }: StaffPorts,
  practitioner: Practitioner,
  absences: readonly Absence[],
  caller: Caller,
  now: Instant,
): Promise<PractitionerView> => {
  const { practitionerId, authority, name, role, teams, caseloadCap, inactive, version } =
    practitioner;
  const { tasks } = await staff.readCaseload(practitionerId);
  const { urgentHours } = findAuthoritySettings(directory, authority);
  return {
    practitionerId,
    authority,
    name,
    role,
    teams: [...teams],
    caseloadCap,
    openTasks: tasks.length,
    urgentTasks: countUrgent(tasks, urgentHours, now),
    absences: viewAbsences(practitionerId, absences, now),
    inactive,
    ...viewForManagers(practitioner, caller),
    version,
  };
};
