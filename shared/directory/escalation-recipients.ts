import type { LadderRecipient } from './ladder.ts';
import type { Instant } from '../kernel/instant.ts';
import { isAbsent, type Practitioner, type Staff, STAFF_ROLES, type StaffRole } from './staff.ts';

interface AllocatedTask {
  readonly allocation: { readonly practitioner: string | null } | null;
  readonly team: string | null;
}

/** The managers of the task's team; all managers of the authority when the task has no team or the team no manager. */
const listTeamManagers = (task: AllocatedTask, active: readonly Practitioner[]) => {
  const managers = active.filter(({ role }) => role === 'team-manager');
  const own = managers.filter(({ teams }) => task.team !== null && teams.includes(task.team));
  return own.length > 0 ? own : managers;
};

const listRole = (
  role: StaffRole,
  task: AllocatedTask,
  active: readonly Practitioner[],
): readonly Practitioner[] => {
  switch (role) {
    case 'practitioner':
      return active.filter(
        ({ practitionerId }) => practitionerId === task.allocation?.practitioner,
      );
    case 'team-manager':
      return listTeamManagers(task, active);
    case 'head-of-service':
    case 'director':
      return active.filter((person) => person.role === role);
  }
};

const listRoleOrHigher = (
  role: StaffRole,
  task: AllocatedTask,
  active: readonly Practitioner[],
): readonly Practitioner[] =>
  STAFF_ROLES.slice(STAFF_ROLES.indexOf(role))
    .map((one) => listRole(one, task, active))
    .find((people) => people.length > 0) ?? [];

const findRoleAbove = (role: StaffRole): StaffRole =>
  STAFF_ROLES[STAFF_ROLES.indexOf(role) + 1] ?? role;

/** Whoever acknowledged and has left since counts as a team manager. */
const listRecipients = (
  to: LadderRecipient,
  task: AllocatedTask,
  active: readonly Practitioner[],
  acknowledgedBy: string | null,
): readonly Practitioner[] => {
  const person = active.find(({ practitionerId }) => practitionerId === acknowledgedBy);
  const role = person?.role ?? 'team-manager';
  switch (to) {
    case 'whoever-acknowledged':
      return person === undefined ? listRoleOrHigher(role, task, active) : [person];
    case 'role-above':
      return listRoleOrHigher(findRoleAbove(role), task, active);
    default:
      return listRoleOrHigher(to, task, active);
  }
};

/**
 * Chooses whom the ladder notifies of a task, for these roles: `practitioner` is the one the task is
 * allocated to. A role that has nobody passes to the next higher role that has. Active people only,
 * each once, by id; empty when no role up to the director has anybody. `acknowledgedBy` is whose plan
 * a level counts from, null of any other level.
 */
export const chooseEscalationRecipients = (
  to: readonly LadderRecipient[],
  task: AllocatedTask,
  staff: readonly Practitioner[],
  acknowledgedBy: string | null = null,
): readonly Practitioner[] => {
  const active = staff.filter(({ inactive }) => !inactive);
  const people = to.flatMap((one) => listRecipients(one, task, active, acknowledgedBy));
  return [...new Map(people.map((person) => [person.practitionerId, person])).values()].sort(
    (a, b) => (a.practitionerId < b.practitionerId ? -1 : 1),
  );
};

/**
 * With their deputy, else somebody of the next role up, who is there, for each who is away: a message to an empty desk is
 * no message. Whoever is away is kept, since they may read it all the same.
 */
export const addForAbsent = (
  people: readonly Practitioner[],
  task: AllocatedTask,
  { practitioners, absences }: Staff,
  now: Instant,
): readonly Practitioner[] => {
  const isAway = ({ practitionerId }: Practitioner): boolean =>
    isAbsent(practitionerId, absences, now);
  const present = practitioners.filter((person) => !person.inactive && !isAway(person));
  const cover = ({ role, deputy }: Practitioner): readonly Practitioner[] => {
    const standIn = present.find(({ practitionerId }) => practitionerId === deputy);
    return standIn === undefined ? listRoleOrHigher(findRoleAbove(role), task, present) : [standIn];
  };
  const covering = people.filter(isAway).flatMap(cover);
  return [
    ...new Map([...people, ...covering].map((one) => [one.practitionerId, one])).values(),
  ].sort((a, b) => (a.practitionerId < b.practitionerId ? -1 : 1));
};
