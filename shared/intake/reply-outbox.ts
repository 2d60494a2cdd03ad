import { CORE_TABLE } from '../platform/names.ts';
import type { ReplyOutbox } from '../episodes/replies.ts';
import type { Table } from '../database/table.ts';
import { PENDING_PARTITION, readPendingReply } from '../episodes/pending-reply.ts';

const { repliesPending } = CORE_TABLE.indexes;

/** Replies owed to forces, in the core table: whatever still carries the pending mark. */
export const createReplyOutbox = (table: Table): ReplyOutbox => ({
  listPending: async (before, limit) => {
    const entries = await table.readIndex({
      index: repliesPending,
      partition: PENDING_PARTITION,
      from: ' ',
      to: before,
      order: 'ascending',
      limit,
    });
    const items = await table.getMany(entries.map(({ key }) => key));
    return items
      .filter((item) => repliesPending.partitionKey in item)
      .flatMap((item) => readPendingReply(item) ?? []);
  },
  markReplied: (key, at) =>
    table.amend(key, { repliedAt: at }, [repliesPending.partitionKey, repliesPending.sortKey]),
});
