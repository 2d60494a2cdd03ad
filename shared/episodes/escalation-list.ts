import { CORE_TABLE } from '../platform/names.ts';
import type { EpisodeStore, EscalationListQuery, ToEscalateQuery } from './ports.ts';
import type { Page } from '../kernel/page.ts';
import type { Escalation } from './episode-change.ts';
import { escalationList } from './consequence-writes.ts';
import { episodePartition, escalationKey } from './item-keys.ts';
import { escalationShard } from './list-keys.ts';
import { storedEscalation } from './stored-task.ts';
import { type Table, LAST } from '../database/table.ts';
import { readMergedRange } from '../database/read-merged-range.ts';

const { escalationsByAuthority, escalationsDue } = CORE_TABLE.indexes;

const statesOf = (acknowledged: boolean | null) => {
  if (acknowledged === null) return ['acknowledged', 'to-acknowledge', 'notified'] as const;
  return acknowledged ? (['acknowledged'] as const) : (['to-acknowledge'] as const);
};

/** Newest first. The index may lag, so whether one is acknowledged is decided on the item itself. */
export const listEscalations = async (
  table: Table,
  { authorities, acknowledged, after, limit }: EscalationListQuery,
): Promise<Page<Escalation>> => {
  const entries = await readMergedRange(table, {
    index: escalationsByAuthority,
    partitions: authorities.flatMap((authority) =>
      statesOf(acknowledged).map((state) => escalationList(authority, state)),
    ),
    from: ' ',
    to: LAST,
    order: 'descending',
    after,
    limit,
  });
  const items = await table.getMany(entries.map(({ key }) => key));
  const escalations = items.map((item) => storedEscalation.parse(item));
  return {
    items: escalations.filter(
      (one) => acknowledged === null || (one.acknowledged !== null) === acknowledged,
    ),
    after: entries.length < limit ? null : (entries.at(-1)?.sortValue ?? null),
  };
};

/** Oldest due first: ids of the episodes in one shard with a level to raise by `now`. */
export const listToEscalate = async (
  table: Table,
  { shard, now, after, limit }: ToEscalateQuery,
): Promise<Page<string>> => {
  const entries = await readMergedRange(table, {
    index: escalationsDue,
    partitions: [escalationShard(shard)],
    from: ' ',
    to: `${now}${LAST}`,
    order: 'ascending',
    after,
    limit,
  });
  return {
    items: entries.map(({ key }) => key.pk.slice(episodePartition('').length)),
    after: entries.length < limit ? null : (entries.at(-1)?.sortValue ?? null),
  };
};

/** A level as it was raised, or acknowledged since; null when it was not raised. */
export const readEscalation = async (
  table: Table,
  ...[episodeId, { dueVersion, level }]: Parameters<EpisodeStore['readEscalation']>
): Promise<Escalation | null> => {
  const item = await table.get(escalationKey(episodeId, dueVersion, level));
  return item === null ? null : storedEscalation.parse(item);
};
