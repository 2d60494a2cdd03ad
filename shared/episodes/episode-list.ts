import { CORE_TABLE } from '../platform/names.ts';
import type { EpisodeListQuery } from './ports.ts';
import type { Page } from '../kernel/page.ts';
import type { StoredEpisode } from './stored-episode.ts';
import { stateKey } from './item-keys.ts';
import { episodeList } from './list-keys.ts';
import { readState } from './stored-episodes.ts';
import { type IndexEntry, type Table, LAST } from '../database/table.ts';
import { readMergedRange } from '../database/read-merged-range.ts';

/** How many times a filtered list reads on to fill a page, before it hands over what it has. */
const ROUNDS = 5;

const FIRST = ' ';

const readStates = async (
  table: Table,
  entries: readonly IndexEntry[],
): Promise<readonly StoredEpisode[]> => {
  const ids = entries.map(({ key }) => key.pk.replace(/^episode#/, ''));
  const items = await table.getMany(ids.map(stateKey));
  return items.map(readState);
};

const belongs =
  ({ authorities, statuses, force }: EpisodeListQuery) =>
  ({ episode }: StoredEpisode): boolean =>
    (authorities.includes(episode.responsibleAuthority) ||
      authorities.includes(episode.hostAuthority)) &&
    statuses.includes(episode.status) &&
    (force === null || episode.force === force);

/** A child with more episodes than this is known well enough from the latest. */
const MOST_OF_CHILD = 100;

/** Newest first. An episode that was linked to another child since is left out. */
export const listEpisodesOfChild = async (
  table: Table,
  childId: string,
): Promise<readonly StoredEpisode[]> => {
  const entries = await table.readIndex({
    index: CORE_TABLE.indexes.episodesByChild,
    partition: childId,
    from: FIRST,
    to: LAST,
    order: 'descending',
    limit: MOST_OF_CHILD,
  });
  const states = await readStates(table, entries);
  return states.filter((stored) => stored.childId === childId);
};

/** Newest first. The index may lag, so whether an episode belongs is decided on the item itself. */
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
    items.push(...(await readStates(table, entries)).filter(belongs(query)));
    const last = entries.at(-1);
    if (last === undefined || entries.length < limit) return { items, after: null };
    after = last.sortValue;
  }
  return { items, after };
};
