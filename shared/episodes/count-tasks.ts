import * as z from 'zod';
import type { Caller } from '../access/caller.ts';
import type { Directory } from '../directory/directory.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { type Instant, instantSchema } from '../kernel/instant.ts';
import type { Result } from '../kernel/result.ts';
import type { EpisodeStore } from './episode-store.ts';
import type { StoredEpisode } from './episode.ts';
import { chooseScope, isWithin, type Scope, worklistFields } from './list-tasks.ts';
import { passesFilter, TASK_FILTERS, type TaskFilter } from './task-filters.ts';

interface Dependencies {
  readonly episodes: Pick<EpisodeStore, 'listTasks'>;
  readonly directory: Directory;
}

const count = z.int();

export const taskCountsSchema = z
  .object({
    all: count.meta({ description: 'Open tasks of this worklist.' }),
    only: z
      .object(Object.fromEntries(TASK_FILTERS.map((filter) => [filter, count])) as Counted)
      .meta({ description: 'How many of them the list shows with each value of `only`.' }),
    asOf: instantSchema,
  })
  .meta({ id: 'TaskCounts' });
type Counted = Record<TaskFilter, typeof count>;
export type TaskCounts = Immutable<z.infer<typeof taskCountsSchema>>;

export const countTasksQuerySchema = z.strictObject(worklistFields);
export type CountTasksQuery = z.infer<typeof countTasksQuerySchema>;

const PAGE = 100;

const readOpenTasks = async (
  episodes: Dependencies['episodes'],
  { of }: Scope,
  now: Instant,
): Promise<readonly StoredEpisode[]> => {
  const tasks: StoredEpisode[] = [];
  let after: string | null = null;
  do {
    const query = { of, state: 'open' as const, now, after, limit: PAGE };
    const page = await episodes.listTasks(query);
    tasks.push(...page.items);
    ({ after } = page);
  } while (after !== null);
  return tasks;
};

/** How many open tasks a worklist has, and how many each filter of the list shows. */
export const countTasks = async (
  { episodes, directory }: Dependencies,
  query: CountTasksQuery,
  caller: Caller,
  now: Instant,
): Promise<Result<TaskCounts>> => {
  const scope = chooseScope(query, caller, directory);
  if ('refusal' in scope) return scope;
  const tasks = await readOpenTasks(episodes, scope.value, now);
  const shown = tasks.filter(isWithin(scope.value, query.team, caller));
  const context = { caller, directory, now };
  const countOf = (filter: TaskFilter): number =>
    shown.filter((stored) => passesFilter(filter, stored, context)).length;
  const only = Object.fromEntries(TASK_FILTERS.map((filter) => [filter, countOf(filter)]));
  return { value: { all: shown.length, only: only as TaskCounts['only'], asOf: now } };
};
