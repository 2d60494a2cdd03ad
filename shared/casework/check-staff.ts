import type { Caller } from '../access/caller.ts';
import { findAuthoritySettings } from '../directory/directory.ts';
import type { AuthoritySettings } from '../directory/settings.ts';
import { readStaff } from '../directory/staff-store.ts';
import { type Practitioner, STAFF_ROLES } from '../directory/staff.ts';
import { POLICY } from '../episodes/action.ts';
import type { Instant } from '../kernel/instant.ts';
import { listReturnedToday, retryUnallocated } from './retry-unallocated.ts';
import { handBackTasks } from './staff-who-leave.ts';
import type { ActionDependencies } from './task-record.ts';

/** Roles above the practitioner to which a level goes, and in which nobody is. */
export const countEmptyRoles = (
  { ladder, missingLadder }: Pick<AuthoritySettings, 'ladder' | 'missingLadder'>,
  practitioners: readonly Practitioner[],
): number => {
  const active = practitioners.filter(({ inactive }) => !inactive);
  const named = new Set([...ladder, ...missingLadder].flatMap(({ to }) => to));
  return STAFF_ROLES.filter(
    (role) =>
      role !== 'practitioner' && named.has(role) && !active.some((one) => one.role === role),
  ).length;
};

/** What reached somebody at the moment they left, or was left when the request of a person was cut off. */
const handBackOfInactive = async (
  dependencies: ActionDependencies,
  practitioners: readonly Practitioner[],
  authority: string,
  now: Instant,
): Promise<void> => {
  const policy: Caller = { subject: POLICY, role: 'manager', authorities: [authority] };
  for (const person of practitioners.filter(({ inactive }) => inactive))
    await handBackTasks(dependencies, person, policy, now);
};

/**
 * Looks at the staff of every authority: somebody who left has no tasks, and tasks that nobody could be given are tried again on the day on which somebody is
 * back. Returns how many roles of the ladders have nobody.
 */
export const checkStaff = async (
  dependencies: ActionDependencies,
  now: Instant,
): Promise<number> => {
  let emptyRoles = 0;
  for (const { code } of dependencies.directory.authorities) {
    const { practitioners, absences } = await readStaff(dependencies, code);
    const settings = findAuthoritySettings(dependencies.directory, code);
    emptyRoles += countEmptyRoles(settings, practitioners);
    await handBackOfInactive(dependencies, practitioners, code, now);
    const returned = listReturnedToday(absences, now);
    const teams = practitioners
      .filter(({ practitionerId, inactive }) => !inactive && returned.has(practitionerId))
      .flatMap((person) => person.teams);
    await retryUnallocated(dependencies, code, [...new Set(teams)], now);
  }
  return emptyRoles;
};
