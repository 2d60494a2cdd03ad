import { STAFF_ROLES, type StaffRole } from './person.ts';
import type { Practitioner } from './practitioner.ts';

/** What of a task says who stands by it. */
interface TaskPlace {
  readonly allocation: { readonly practitioner: string | null } | null;
  readonly team: string | null;
}

/** The managers of the task's team; all of the authority when it has no team, or the team no manager. */
const teamManagers = (task: TaskPlace, active: readonly Practitioner[]) => {
  const managers = active.filter(({ role }) => role === 'team-manager');
  const own = managers.filter(({ teams }) => task.team !== null && teams.includes(task.team));
  return own.length > 0 ? own : managers;
};

const peopleOf = (
  role: StaffRole,
  task: TaskPlace,
  active: readonly Practitioner[],
): readonly Practitioner[] => {
  switch (role) {
    case 'practitioner':
      return active.filter(
        ({ practitionerId }) => practitionerId === task.allocation?.practitioner,
      );
    case 'team-manager':
      return teamManagers(task, active);
    case 'head-of-service':
    case 'director':
      return active.filter((person) => person.role === role);
  }
};

/** The role itself, or the next higher one in which there is anybody. */
const peopleOrHigher = (
  role: StaffRole,
  task: TaskPlace,
  active: readonly Practitioner[],
): readonly Practitioner[] =>
  STAFF_ROLES.slice(STAFF_ROLES.indexOf(role))
    .map((one) => peopleOf(one, task, active))
    .find((people) => people.length > 0) ?? [];

/**
 * The people of an authority who are told of a task when the ladder says these roles: the
 * practitioner is whom the task is allocated to. What has nobody goes to the next higher role that
 * has somebody, so that nothing is told to an empty chair. Each once, by id, active people only;
 * empty when there is nobody up to the director.
 */
export const whoIsTold = (
  roles: readonly StaffRole[],
  task: TaskPlace,
  staff: readonly Practitioner[],
): readonly Practitioner[] => {
  const active = staff.filter(({ inactive }) => !inactive);
  const people = roles.flatMap((role) => peopleOrHigher(role, task, active));
  return [...new Map(people.map((person) => [person.practitionerId, person])).values()].sort(
    (a, b) => (a.practitionerId < b.practitionerId ? -1 : 1),
  );
};
