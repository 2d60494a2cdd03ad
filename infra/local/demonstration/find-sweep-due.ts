import { ALERTS_PENDING_PARTITION } from '../../../shared/alerts/alert-item.ts';
import { readMergedRange } from '../../../shared/database/merged-range.ts';
import { LAST, type Table, type TableIndex } from '../../../shared/database/table.ts';
import { escalationShard } from '../../../shared/episodes/episode-items.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { CORE_TABLE, ESCALATION_SHARDS } from '../../../shared/platform/names.ts';

const { escalationsDue, alertsPending } = CORE_TABLE.indexes;

const SHARDS = Array.from({ length: ESCALATION_SHARDS }, (_, shard) => escalationShard(shard));

/** The first sort value, which begins with the instant at which something is due. */
const findFirst = async (
  core: Table,
  index: TableIndex,
  partitions: readonly string[],
): Promise<Instant | null> => {
  const range = { from: ' ', to: LAST, order: 'ascending', after: null, limit: 1 } as const;
  const [first] = await readMergedRange(core, { index, partitions, ...range });
  return first === undefined ? null : (first.sortValue.split('#')[0] as Instant);
};

/** When the next sweep has something to do: a level to raise, or an alert that waits for its time. Null for never. */
export const findSweepDue = async (core: Table): Promise<Instant | null> => {
  const due = await Promise.all([
    findFirst(core, escalationsDue, SHARDS),
    findFirst(core, alertsPending, [ALERTS_PENDING_PARTITION]),
  ]);
  return due.filter((instant) => instant !== null).sort()[0] ?? null;
};
