import type { EpisodeFlag, EpisodeStatus, StoredEpisode } from './episode.ts';
import { listChildIds, listShownFlags } from './episode.ts';
import type { Instant } from '../kernel/instant.ts';
import { CORE_TABLE } from '../platform/names.ts';
import type { Page } from '../kernel/page.ts';
import { parseStoredEpisode } from './episode.ts';
import { type IndexEntry, type Table, LAST } from '../database/table.ts';
import { toStateKey, episodeList, returnList } from './episode-items.ts';
import { readMergedRange } from '../database/merged-range.ts';
import { readDecidedChildren } from './child-match-store.ts';
import type { DecidedChildren } from './rules/child-matches.ts';

export interface EpisodeListQuery {
  readonly authorities: readonly string[];
  readonly statuses: readonly EpisodeStatus[];
  readonly force: string | null;
  readonly flag: EpisodeFlag | null;
  readonly after: string | null;
  readonly limit: number;
}

export interface ReturnedQuery {
  readonly authority: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** How often a filtered list reads on to fill a page. After that the page is short. */
const ROUNDS = 5;

const FIRST = ' ';

const readStates = async (
  table: Table,
  entries: readonly IndexEntry[],
): Promise<readonly StoredEpisode[]> => {
  const items = await table.getMany(entries.map(({ key }) => toStateKey(key)));
  return items.map(parseStoredEpisode);
};

const belongs =
  ({ authorities, statuses, force, flag }: EpisodeListQuery, children: DecidedChildren) =>
  (stored: StoredEpisode): boolean => {
    const { episode } = stored;
    return (
      (authorities.includes(episode.responsibleAuthority) ||
        authorities.includes(episode.hostAuthority)) &&
      statuses.includes(episode.status) &&
      (force === null || episode.force === force) &&
      (flag === null || listShownFlags(stored, children).includes(flag))
    );
  };

const MOST_OF_CHILD = 100;

/**
 * Newest first, under any of these ids. The index may lag, so an episode linked to another child since then is left out.
 */
export const listEpisodesUnder = async (
  table: Table,
  childIds: readonly string[],
): Promise<readonly StoredEpisode[]> => {
  const entries = await readMergedRange(table, {
    index: CORE_TABLE.indexes.episodesByChild,
    partitions: childIds,
    from: FIRST,
    to: LAST,
    order: 'descending',
    after: null,
    limit: MOST_OF_CHILD,
  });
  const states = await readStates(table, entries);
  return states.filter(({ childId }) => childId !== null && childIds.includes(childId));
};

/** A contradiction that a person has decided is shown no more. */
const readDecided = (
  table: Table,
  { flag }: EpisodeListQuery,
  states: readonly StoredEpisode[],
): Promise<DecidedChildren> =>
  flag === 'identity-contradiction'
    ? readDecidedChildren(table, listChildIds(states))
    : Promise.resolve(new Map());

/**
 * Newest first. The index may lag, so an episode is listed only if its item shows that it belongs.
 */
export const listEpisodes = async (
  table: Table,
  query: EpisodeListQuery,
): Promise<Page<StoredEpisode>> => {
  const partitions = query.authorities.flatMap((authority) =>
    query.statuses.map((status) => episodeList(authority, status)),
  );
  const items: StoredEpisode[] = [];
  let after = query.after;
  for (let round = 0; round < ROUNDS && items.length < query.limit; round++) {
    const limit = query.limit - items.length;
    const entries = await readMergedRange(table, {
      index: CORE_TABLE.indexes.episodesByAuthority,
      partitions,
      from: FIRST,
      to: LAST,
      order: 'descending',
      after,
      limit,
    });
    const states = await readStates(table, entries);
    const children = await readDecided(table, query, states);
    items.push(...states.filter(belongs(query, children)));
    const last = entries.at(-1);
    if (last === undefined || entries.length < limit) return { items, after: null };
    after = last.sortValue;
  }
  return { items, after };
};

const listMonths = (from: Instant, to: Instant): readonly string[] => {
  const months: string[] = [];
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  for (;;) {
    const name = `${String(year)}-${String(month).padStart(2, '0')}`;
    if (name > to.slice(0, 7)) return months;
    months.push(name);
    month += 1;
    if (month === 13) [year, month] = [year + 1, 1];
  }
};

/** By time of return. The index may lag, so the items are checked. */
export const listReturned = async (
  table: Table,
  { authority, from, to }: ReturnedQuery,
): Promise<readonly StoredEpisode[]> => {
  const found: StoredEpisode[] = [];
  for (const month of listMonths(from, to)) {
    const entries = await table.readIndex({
      index: CORE_TABLE.indexes.returnsByAuthority,
      partition: returnList(authority, month),
      from,
      to,
      order: 'ascending',
      limit: Infinity,
    });
    const items = await table.getMany(entries.map(({ key }) => key));
    found.push(...items.map(parseStoredEpisode));
  }
  return found.filter(({ episode }) => {
    const returnedAt = episode.task?.returnedAt ?? null;
    const belongs = episode.responsibleAuthority === authority && returnedAt !== null;
    return belongs && returnedAt >= from && returnedAt < to;
  });
};
