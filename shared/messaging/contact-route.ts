import { type Practitioner, STAFF_ROLES, type StaffRole } from '../directory/staff.ts';
import type { MessageMedium } from './message-templates.ts';

export interface ContactRoute {
  readonly medium: MessageMedium;
  readonly address: string;
}

/**
 * The way they chose, else the other way if they gave an address for it. Null for somebody who is not
 * known, is inactive, or gave no address.
 */
export const findContactRoute = (person: Practitioner | undefined): ContactRoute | null => {
  if (person === undefined || person.inactive) return null;
  const { email, phone, contactBy } = person;
  const byEmail = email === null ? null : { medium: 'email' as const, address: email };
  const byText = phone === null ? null : { medium: 'text' as const, address: phone };
  return contactBy === 'email' ? (byEmail ?? byText) : (byText ?? byEmail);
};

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
