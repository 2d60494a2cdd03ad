import { type Practitioner, STAFF_ROLES, type StaffRole } from '../directory/staff.ts';
import { findContactRoute } from '../directory/contact-route.ts';

const listInRole = (
  role: StaffRole,
  person: Practitioner | undefined,
  reachable: readonly Practitioner[],
): readonly Practitioner[] =>
  reachable.filter(
    (one) =>
      one.role === role &&
      (role !== 'team-manager' || one.teams.some((team) => person?.teams.includes(team))),
  );

/**
 * Chooses whom to notify when a recipient cannot be reached: the managers of their teams, else the
 * next higher role in which somebody can be reached. Always a role higher than theirs, so escalation
 * ends with the director.
 */
export const chooseReachableManagers = (
  recipient: string,
  staff: readonly Practitioner[],
): readonly Practitioner[] => {
  const person = staff.find(({ practitionerId }) => practitionerId === recipient);
  const reachable = staff.filter((one) => findContactRoute(one) !== null);
  const higher = STAFF_ROLES.slice(STAFF_ROLES.indexOf(person?.role ?? 'practitioner') + 1);
  return (
    higher.map((role) => listInRole(role, person, reachable)).find((people) => people.length > 0) ??
    []
  );
};
