import type { Authority, Directory } from '../directory/authority.ts';
import type { TaskListQuery } from './ports.ts';
import { type Result, NOT_YOUR_AUTHORITY, refuseParameter } from '../kernel/result.ts';
import { type Caller, belongsTo } from '../access/caller.ts';

/** Whose tasks are asked for. */
export interface WorklistFilter {
  readonly team: string | undefined;
  readonly practitioner: string | undefined;
}

const worklistsOf = (authorities: readonly Authority[]): TaskListQuery['of'] => ({
  teams: authorities.flatMap(({ code, teams }) => [
    ...teams.map(({ id }) => ({ authority: code, team: id })),
    { authority: code, team: null },
  ]),
});

const checkTeam = (
  team: string,
  caller: Caller,
  authorities: readonly Authority[],
  directory: Directory,
): Result<string> => {
  const owner = directory.authorities.find(({ teams }) => teams.some(({ id }) => id === team));
  if (owner === undefined) {
    return refuseParameter('unknown-team', 'team', 'No authority has a team of this id.');
  }
  if (!belongsTo(caller, owner.code)) return NOT_YOUR_AUTHORITY;
  if (authorities.includes(owner)) return { value: owner.code };
  return refuseParameter('unknown-team', 'team', 'The authority has no team of this id.');
};

/**
 * The worklists to read: one practitioner's, one team's, or those of all teams of the authorities
 * with their tasks that have no team. `authorities` are among the caller's.
 */
export const chooseWorklists = (
  { team, practitioner }: WorklistFilter,
  caller: Caller,
  authorities: readonly string[],
  directory: Directory,
): Result<TaskListQuery['of']> => {
  const known = directory.authorities.filter(({ code }) => authorities.includes(code));
  const owner = team === undefined ? undefined : checkTeam(team, caller, known, directory);
  if (owner !== undefined && 'refusal' in owner) return owner;
  if (practitioner !== undefined) return { value: { practitioner } };
  if (team === undefined || owner === undefined) return { value: worklistsOf(known) };
  return { value: { teams: [{ authority: owner.value, team }] } };
};
