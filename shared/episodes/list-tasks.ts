import type { Directory } from '../directory/directory.ts';
import { listRequestedAuthorities } from '../directory/caller-scope.ts';
import type { Authority } from '../directory/authority.ts';
import { LAST } from '../database/table.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Page } from '../kernel/page.ts';
import { readPageStart, identifyList, writeNextCursor, pagingFields } from '../kernel/cursor.ts';
import { type Episode, listChildIds, ownsTask, type StoredEpisode } from './episode.ts';
import type { EpisodeStore } from './episode-store.ts';
import { type TaskListView, viewTask } from './task-api.ts';
import * as z from 'zod';
import { TASK_STATES } from './task.ts';
import { authorityQuerySchema, childIdSchema } from '../kernel/api-fields.ts';
import { type Result, NOT_YOUR_AUTHORITY, refuseParameter } from '../kernel/result.ts';
import { type Caller, belongsTo } from '../access/caller.ts';
import { listUnconfirmed } from './find-matches.ts';
import { listSameChild } from './rules/child-matches.ts';
import { findDuePart, passesFilter, TASK_FILTERS } from './task-filters.ts';
import type { TaskListQuery } from './task-lists.ts';

interface Dependencies {
  readonly episodes: EpisodeStore;
  readonly directory: Directory;
}

/** Children who are missing now, as far as the authorities know of it, under every id that is the same child's. */
const listMissingIds = async (
  episodes: Dependencies['episodes'],
  authorities: readonly string[],
): Promise<ReadonlySet<string>> => {
  const { items } = await episodes.listEpisodes({
    authorities,
    statuses: ['missing'],
    force: null,
    flag: null,
    after: null,
    limit: MOST_MISSING,
  });
  const ids = listChildIds(items);
  const children = await episodes.readChildren(ids);
  return new Set(ids.flatMap((id) => listSameChild(id, children)));
};

/** More than are missing in any authority at one time. */
const MOST_MISSING = 500;

export interface Scope {
  readonly authorities: readonly string[];
  readonly of: TaskListQuery['of'];
}

export const chooseScope = (
  { authority, team, practitioner }: Pick<ListTasksQuery, 'authority' | 'team' | 'practitioner'>,
  caller: Caller,
  directory: Directory,
): Result<Scope> => {
  const authorities = listRequestedAuthorities(caller, authority, directory);
  if ('refusal' in authorities) return authorities;
  const own = caller.onlyOwnTasks === true ? caller.subject : practitioner;
  const of = chooseWorklists({ team, practitioner: own }, caller, authorities.value, directory);
  return 'refusal' in of ? of : { value: { authorities: authorities.value, of: of.value } };
};

export const isWithin =
  ({ authorities }: Scope, team: string | undefined, caller: Caller) =>
  ({ episode }: StoredEpisode): boolean =>
    ownsTask(caller, episode) &&
    authorities.includes(episode.responsibleAuthority) &&
    (team === undefined || episode.task?.team === team);

/** The first page that is not empty, from there on: few tasks may pass a filter. */
const readPage = async (
  episodes: Dependencies['episodes'],
  query: TaskListQuery,
  isShown: (stored: StoredEpisode) => boolean,
): Promise<Page<StoredEpisode>> => {
  let { after } = query;
  for (;;) {
    const page = await episodes.listTasks({ ...query, after });
    const items = page.items.filter(isShown);
    if (items.length > 0 || page.after === null) return { items, after: page.after };
    ({ after } = page);
  }
};

const compareByDue = (a: StoredEpisode, b: StoredEpisode): number =>
  (a.episode.task?.dueAt ?? LAST) < (b.episode.task?.dueAt ?? LAST) ? -1 : 1;

/** Of one child, or with one reference: few, so all at once. */
const readFew = async (
  episodes: Dependencies['episodes'],
  { child, reference }: ListTasksQuery,
): Promise<readonly StoredEpisode[]> => {
  if (reference !== undefined) return episodes.listTasksOfReference(reference);
  if (child === undefined) return [];
  const children = await episodes.readChildren([child]);
  return episodes.listEpisodesUnder(listSameChild(child, children));
};

const viewItems = async (
  episodes: Dependencies['episodes'],
  stored: readonly StoredEpisode[],
  { authorities }: Scope,
  now: Instant,
): Promise<TaskListView['items']> => {
  if (stored.length === 0) return [];
  const children = await episodes.readChildren(listChildIds(stored));
  const missing = await listMissingIds(episodes, authorities);
  const unconfirmed = await listUnconfirmed(episodes, stored, children);
  const isIn = (ids: ReadonlySet<string>, id: string | null): boolean => id !== null && ids.has(id);
  return stored.flatMap((one) => {
    const task = viewTask(one, children, now);
    const { childId } = one;
    const ofChild = {
      missingAgain: isIn(missing, childId),
      unconfirmedMatch: isIn(unconfirmed, childId),
    };
    return task === null ? [] : [{ ...task, ...ofChild }];
  });
};

/**
 * Tasks that the caller's authorities own: overdue first, then without a clock, then by due time.
 * All pages use the first page's `now`, so that no task is missed or repeated because it fell due
 * in between. A page can hold fewer tasks than the limit: those that the filters leave out.
 */
export const listTasks = async (
  { episodes, directory }: Dependencies,
  query: ListTasksQuery,
  caller: Caller,
  requestedAt: Instant,
): Promise<Result<TaskListView>> => {
  const { cursor, limit, ...filters } = query;
  const { state, only, team, child, reference } = filters;
  const scope = chooseScope(query, caller, directory);
  if ('refusal' in scope) return scope;
  const list = identifyList('tasks', filters);
  const place = readPageStart(cursor, list, requestedAt);
  if ('refusal' in place) return place;
  const { after, now } = place.value;
  const isOfScope = isWithin(scope.value, team, caller);
  const about = { caller, directory, now };
  const isShown = (stored: StoredEpisode): boolean =>
    isOfScope(stored) && (only === undefined || passesFilter(only, stored, about));
  if (child !== undefined || reference !== undefined) {
    const few = (await readFew(episodes, query)).filter(isShown);
    const asked = few.filter(({ episode }) => isAsked(episode, query)).toSorted(compareByDue);
    return { value: { items: await viewItems(episodes, asked, scope.value, now), cursor: null } };
  }
  const due = only && findDuePart(only);
  const page = await readPage(
    episodes,
    { of: scope.value.of, state: state ?? 'open', due, now, after, limit },
    isShown,
  );
  const items = await viewItems(episodes, page.items, scope.value, now);
  return { value: { items, cursor: writeNextCursor(page.after, list, now) } };
};

/** Of one child or one reference, tasks in every state unless one is asked for. */
const isAsked = ({ task }: Episode, { state, practitioner }: ListTasksQuery): boolean =>
  task !== null &&
  (state === undefined || task.state === state) &&
  (practitioner === undefined || task.allocation?.practitioner === practitioner);

export const worklistFields = {
  authority: authorityQuerySchema,
  team: z.string().max(128).optional().meta({ description: 'A team, by its id.' }),
  practitioner: z
    .string()
    .max(256)
    .optional()
    .meta({ description: 'Tasks allocated to this practitioner.' }),
};

export const listTasksQuerySchema = z.strictObject({
  ...worklistFields,
  state: z.enum(TASK_STATES).optional().meta({
    description: 'If left out: open ones; with `child` or `reference`: all.',
  }),
  only: z.enum(TASK_FILTERS).optional().meta({ description: 'Only those of which this is true.' }),
  child: childIdSchema.max(256).optional().meta({ description: 'Tasks of this child.' }),
  reference: z
    .string()
    .regex(/^RHI-[0-9A-F]{4}-[0-9A-F]{4}$/)
    .optional()
    .meta({ description: 'Tasks with this reference, as messages have it; seldom more than one.' }),
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
