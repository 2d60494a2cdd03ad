import { DAY_MS, measureElapsedMs, type Instant } from '../kernel/instant.ts';
import { findInstantInLondon, findNextDay } from '../kernel/london-time.ts';
import { refuseParameter, type Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { listRequestedAuthorities } from '../directory/caller-scope.ts';
import type { Directory } from '../directory/directory.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';
import { type Episode, listChildIds } from '../episodes/episode.ts';
import { showChildId } from '../episodes/rules/child-matches.ts';
import { readPages } from '../kernel/page.ts';
import {
  type CountedEpisode,
  countTimescales,
  groupTimescales,
  listBehind,
  listInterviewsInSeveralGroups,
} from './count-timescales.ts';
import type {
  CountedTasksQuery,
  CountedTasksView,
  TimescalesQuery,
  TimescalesView,
} from './timescales.ts';

interface Dependencies {
  readonly episodes: Pick<EpisodeStore, 'listReturned' | 'listEpisodes' | 'readChildren'>;
  readonly directory: Directory;
}

/** A year, with some days to compare. The whole period is read at once. */
const LONGEST_MS = 400 * DAY_MS;

interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/** London days: from the start of the first to the end of the last. */
const readPeriod = ({ from, to }: Pick<TimescalesQuery, 'from' | 'to'>): Result<Period> => {
  const period = {
    from: findInstantInLondon(from, '00:00'),
    to: findInstantInLondon(findNextDay(to), '00:00'),
  };
  const length = measureElapsedMs(period.from, period.to);
  if (length <= 0)
    return refuseParameter('invalid-value', 'to', '`to` must be on or after `from`.');
  if (length <= LONGEST_MS) return { value: period };
  return refuseParameter('invalid-value', 'to', 'Enter a period of at most 400 days.');
};

type Incidents = TimescalesView['incidents'];

const PAGE = 500;

const isWithin = (instant: Instant | null, { from, to }: Period): boolean =>
  instant !== null && instant >= from && instant < to;

const isFoundOnly = ({ status, task }: Episode): boolean =>
  status === 'found' && task?.state !== 'withdrawn';

/** Children who have not returned, as far as we know, of this authority. */
const countNotReturned = async (
  { episodes }: Dependencies,
  authority: string,
  period: Period,
): Promise<Omit<Incidents, 'returned'>> => {
  const statuses = ['missing', 'found'] as const;
  const query = { authorities: [authority], statuses, force: null, flag: null, limit: PAGE };
  const own: Episode[] = [];
  const pages = readPages((after) => episodes.listEpisodes({ ...query, after }));
  for await (const page of pages)
    own.push(
      ...page
        .map(({ episode }) => episode)
        .filter(({ responsibleAuthority }) => responsibleAuthority === authority),
    );
  const found = own.filter((one) => isFoundOnly(one) && isWithin(one.foundAt, period));
  const missing = own.filter(
    ({ status, reportedAt }) => status === 'missing' && isWithin(reportedAt, period),
  );
  return {
    foundNotReturned: found.length,
    foundNotReturnedInterviewed: found.filter(({ task }) => task?.outcome?.outcome === 'completed')
      .length,
    stillMissing: missing.length,
  };
};

const listReturned = async (
  { episodes }: Dependencies,
  authority: string,
  period: Period,
): Promise<readonly CountedEpisode[]> => {
  const stored = await episodes.listReturned({ authority, ...period });
  const children = await episodes.readChildren(listChildIds(stored));
  return stored.map(({ episode, childId }) => ({
    ...episode,
    childId: showChildId(childId, children),
  }));
};

const readScope = (
  { directory }: Dependencies,
  query: Pick<TimescalesQuery, 'authority' | 'from' | 'to'>,
  caller: Caller,
): Result<Period> => {
  const scope = listRequestedAuthorities(caller, query.authority, directory);
  return 'refusal' in scope ? scope : readPeriod(query);
};

export const readTimescales = async (
  dependencies: Dependencies,
  query: TimescalesQuery,
  caller: Caller,
  now: Instant,
): Promise<Result<TimescalesView>> => {
  const { authority, by } = query;
  const period = readScope(dependencies, query, caller);
  if ('refusal' in period) return period;
  const returned = await listReturned(dependencies, authority, period.value);
  const whole = countTimescales(returned, now);
  const notReturned = await countNotReturned(dependencies, authority, period.value);
  return {
    value: {
      authority,
      ...period.value,
      asOf: now,
      by,
      incidents: { returned: whole.episodes, ...notReturned },
      whole,
      groups: [...groupTimescales(by, returned, now)],
      interviewsInSeveralGroups: [...listInterviewsInSeveralGroups(by, returned, now)],
    },
  };
};

/** The tasks behind one number of the timescales, in the order of the returns. */
export const readCountedTasks = async (
  dependencies: Dependencies,
  { count, ...query }: CountedTasksQuery,
  caller: Caller,
  now: Instant,
): Promise<Result<CountedTasksView>> => {
  const period = readScope(dependencies, query, caller);
  if ('refusal' in period) return period;
  const returned = await listReturned(dependencies, query.authority, period.value);
  const items = listBehind(count, returned, now).flatMap(({ task, locality }) => {
    if (task === null) return [];
    const { taskId, returnedAt, dueAt, team } = task;
    return [{ taskId, returnedAt, dueAt, team, locality }];
  });
  return { value: { count, asOf: now, items } };
};
