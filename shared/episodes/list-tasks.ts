import type { Directory } from '../directory/directory.ts';
import { listRequestedAuthorities } from '../directory/caller-scope.ts';
import type { Authority } from '../directory/authority.ts';
import type { Instant } from '../kernel/instant.ts';
import { readPageStart, identifyList, writeNextCursor, pagingFields } from '../kernel/cursor.ts';
import { listChildIds } from './episode.ts';
import type { EpisodeStore } from './episode-store.ts';
import { type TaskListView, viewTask } from './task-api.ts';
import * as z from 'zod';
import { TASK_STATES } from './task.ts';
import { authorityQuerySchema } from '../kernel/api-fields.ts';
import { type Result, NOT_YOUR_AUTHORITY, refuseParameter } from '../kernel/result.ts';
import { type Caller, belongsTo } from '../access/caller.ts';
import type { TaskListQuery } from './task-lists.ts';

interface Dependencies {
  readonly episodes: EpisodeStore;
  readonly directory: Directory;
}

/**
 * Tasks that the caller's authorities own: overdue first, then without a clock, then by due time.
 * All pages use the first page's `now`, so that no task is missed or repeated because it fell due
 * in between. A practitioner's page can hold fewer tasks than the limit: those of other authorities
 * are left out.
 */
export const listTasks = async (
  { episodes, directory }: Dependencies,
  query: ListTasksQuery,
  caller: Caller,
  requestedAt: Instant,
): Promise<Result<TaskListView>> => {
  const { authority, team, practitioner, state, cursor, limit } = query;
  const scope = listRequestedAuthorities(caller, authority, directory);
  if ('refusal' in scope) return scope;
  const worklist = chooseWorklists({ team, practitioner }, caller, scope.value, directory);
  if ('refusal' in worklist) return worklist;
  const list = identifyList('tasks', { authority, team, practitioner, state });
  const place = readPageStart(cursor, list, requestedAt);
  if ('refusal' in place) return place;
  const { after, now } = place.value;
  const page = await episodes.listTasks({ of: worklist.value, state, now, after, limit });
  const children = await episodes.readChildren(listChildIds(page.items));
  const items = page.items
    .filter(({ episode }) => scope.value.includes(episode.responsibleAuthority))
    .filter(({ episode }) => team === undefined || episode.task?.team === team)
    .flatMap((stored) => viewTask(stored, children, now) ?? []);
  return { value: { items, cursor: writeNextCursor(page.after, list, now) } };
};

export const listTasksQuerySchema = z.strictObject({
  authority: authorityQuerySchema,
  team: z.string().max(128).optional().meta({ description: 'A team, by its id.' }),
  practitioner: z
    .string()
    .max(256)
    .optional()
    .meta({ description: 'Tasks allocated to this practitioner.' }),
  state: z.enum(TASK_STATES).default('open'),
  ...pagingFields,
});

export type ListTasksQuery = z.infer<typeof listTasksQuerySchema>;

export interface WorklistFilter {
  readonly team: string | undefined;
  readonly practitioner: string | undefined;
}

const listWorklists = (authorities: readonly Authority[]): TaskListQuery['of'] => ({
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
    return refuseParameter('unknown-team', 'team', 'No authority has a team with this id.');
  }
  if (!belongsTo(caller, owner.code)) return NOT_YOUR_AUTHORITY;
  if (authorities.includes(owner)) return { value: owner.code };
  return refuseParameter('unknown-team', 'team', 'The authority has no team with this id.');
};

/**
 * One practitioner's worklist, one team's, or those of all teams of the authorities and of their
 * tasks without a team. `authorities` are among the caller's.
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
  if (team === undefined || owner === undefined) return { value: listWorklists(known) };
  return { value: { teams: [{ authority: owner.value, team }] } };
};
