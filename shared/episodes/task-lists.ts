import type { Instant } from '../kernel/instant.ts';
import { findInstantInLondon, findNextDay, toLondonDate } from '../kernel/london-time.ts';
import type { TaskState } from './task.ts';
import { CORE_TABLE } from '../platform/names.ts';
import type { Page } from '../kernel/page.ts';
import { parseStoredEpisode } from './episode.ts';
import { type IndexEntry, type Table, LAST } from '../database/table.ts';
import type { StoredEpisode } from './episode.ts';
import { practitionerTaskList, teamTaskList, WITH_CLOCK, WITHOUT_CLOCK } from './episode-items.ts';
import { readMergedRange } from '../database/merged-range.ts';

export interface TaskListQuery {
  readonly of:
    | { readonly teams: readonly { readonly authority: string; readonly team: string | null }[] }
    | { readonly practitioner: string };
  readonly state: TaskState;
  /** Only these, of the three parts of the list. All if left out. */
  readonly due?: DuePart | undefined;
  /** Separates overdue from on time. The same for all pages of one listing. */
  readonly now: Instant;
  readonly after: string | null;
  readonly limit: number;
}

/** `today`: by midnight in London, and not late. */
export type DuePart = 'late' | 'no-clock' | 'today';

/** Eight digits: more than one task with the same is possible, and rare. */
const MOST_OF_REFERENCE = 20;

interface Segment {
  readonly from: string;
  readonly to: string;
}

/** Overdue, then without a clock, then on time. Exactly due is on time. */
const listSegments = ({ due, now }: TaskListQuery): readonly Segment[] => {
  const late = { from: WITH_CLOCK, to: `${WITH_CLOCK}${now}` };
  const withoutClock = { from: WITHOUT_CLOCK, to: `${WITHOUT_CLOCK}${LAST}` };
  const onTime = `${WITH_CLOCK}${now}`;
  if (due === 'late') return [late];
  if (due === 'no-clock') return [withoutClock];
  if (due === 'today') return [{ from: onTime, to: `${WITH_CLOCK}${findEndOfDay(now)}` }];
  return [late, withoutClock, { from: onTime, to: `${WITH_CLOCK}${LAST}` }];
};

/** Midnight in London, at which the day is over. */
const findEndOfDay = (now: Instant): Instant =>
  findInstantInLondon(findNextDay(toLondonDate(now)), '00:00');

const isWithin = ({ from, to }: Segment, after: string | null): boolean =>
  after !== null && after >= from && after <= to;

/** The segment in which the last page ended, and those after it. */
const listRemainingSegments = (query: TaskListQuery): readonly Segment[] => {
  const { after } = query;
  const segments = listSegments(query);
  if (after === null) return segments;
  return segments.slice(segments.findIndex((segment) => isWithin(segment, after)));
};

const chooseIndexAndPartitions = ({ of, state }: TaskListQuery) =>
  'teams' in of
    ? {
        index: CORE_TABLE.indexes.tasksByTeam,
        partitions: of.teams.map(({ authority, team }) => teamTaskList(authority, team, state)),
      }
    : {
        index: CORE_TABLE.indexes.tasksByPractitioner,
        partitions: [practitionerTaskList(of.practitioner, state)],
      };

const belongs =
  ({ of, state }: TaskListQuery) =>
  ({ episode }: StoredEpisode): boolean => {
    if (episode.task?.state !== state) return false;
    if ('practitioner' in of) return episode.task.allocation?.practitioner === of.practitioner;
    const team = episode.task.team;
    return of.teams.some(
      (one) => one.authority === episode.responsibleAuthority && one.team === team,
    );
  };

const readEntries = async (table: Table, query: TaskListQuery): Promise<readonly IndexEntry[]> => {
  const entries: IndexEntry[] = [];
  for (const segment of listRemainingSegments(query)) {
    if (entries.length === query.limit) break;
    const range = { ...chooseIndexAndPartitions(query), ...segment, order: 'ascending' as const };
    const limit = query.limit - entries.length;
    const after = isWithin(segment, query.after) ? query.after : null;
    entries.push(...(await readMergedRange(table, { ...range, after, limit })));
  }
  return entries;
};

export const listTasks = async (
  table: Table,
  query: TaskListQuery,
): Promise<Page<StoredEpisode>> => {
  const entries = await readEntries(table, query);
  const items = await table.getMany(entries.map(({ key }) => key));
  const states = items.map(parseStoredEpisode);
  const last = entries.length < query.limit ? null : (entries.at(-1)?.sortValue ?? null);
  return { items: states.filter(belongs(query)), after: last };
};

/** Of every authority, because the reference is all that somebody may have. The index may lag. */
export const listTasksOfReference = async (
  table: Table,
  reference: string,
): Promise<readonly StoredEpisode[]> => {
  const entries = await table.readIndex({
    index: CORE_TABLE.indexes.tasksByReference,
    partition: reference,
    from: WITH_CLOCK,
    to: LAST,
    order: 'ascending',
    limit: MOST_OF_REFERENCE,
  });
  const items = await table.getMany(entries.map(({ key }) => key));
  return items.map(parseStoredEpisode);
};
