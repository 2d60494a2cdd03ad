import type { Instant } from '../kernel/instant.ts';
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
  /** Separates overdue from on time. The same for all pages of one listing. */
  readonly now: Instant;
  readonly after: string | null;
  readonly limit: number;
}

interface Segment {
  readonly from: string;
  readonly to: string;
}

/** Overdue, then without a clock, then on time. Exactly due is on time. */
const listSegments = ({ now }: TaskListQuery): readonly Segment[] => [
  { from: WITH_CLOCK, to: `${WITH_CLOCK}${now}` },
  { from: WITHOUT_CLOCK, to: `${WITHOUT_CLOCK}${LAST}` },
  { from: `${WITH_CLOCK}${now}`, to: `${WITH_CLOCK}${LAST}` },
];

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
