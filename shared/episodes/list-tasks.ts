import type { ListTasksQuery } from './query.ts';
import type { Directory } from '../directory/authority.ts';
import type { Instant } from '../kernel/instant.ts';
import type { EpisodeStore } from './ports.ts';
import type { Result } from '../kernel/result.ts';
import { authoritiesAskedFor } from '../directory/caller-scope.ts';
import { viewTask } from './view-task.ts';
import { chooseWorklists } from './worklist.ts';
import type { Caller } from '../access/caller.ts';
import type { TaskListView } from './task-api.ts';
import { readPageStart, identifyList, writeNextCursor } from '../kernel/cursor.ts';

interface Dependencies {
  readonly episodes: EpisodeStore;
  readonly directory: Directory;
}

/**
 * Tasks that the caller's authorities own: overdue first, then without a clock, then by due time.
 * All pages of a listing are of the first page's `now`, so that nothing is missed or shown twice
 * because it fell due in between. A practitioner's page may hold fewer tasks than the limit: those
 * of authorities that are not the caller's are left out.
 */
export const listTasks = async (
  { episodes, directory }: Dependencies,
  query: ListTasksQuery,
  caller: Caller,
  requestedAt: Instant,
): Promise<Result<TaskListView>> => {
  const { authority, team, practitioner, state, cursor, limit } = query;
  const scope = authoritiesAskedFor(caller, authority, directory);
  if ('refusal' in scope) return scope;
  const worklist = chooseWorklists({ team, practitioner }, caller, scope.value, directory);
  if ('refusal' in worklist) return worklist;
  const list = identifyList('tasks', { authority, team, practitioner, state });
  const place = readPageStart(cursor, list, requestedAt);
  if ('refusal' in place) return place;
  const { after, now } = place.value;
  const page = await episodes.listTasks({ of: worklist.value, state, now, after, limit });
  const items = page.items
    .filter(({ episode }) => scope.value.includes(episode.responsibleAuthority))
    .filter(({ episode }) => team === undefined || episode.task?.team === team)
    .flatMap((stored) => viewTask(stored, now) ?? []);
  return { value: { items, cursor: writeNextCursor(page.after, list, now) } };
};
