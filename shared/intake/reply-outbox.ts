import { CORE_TABLE } from '../platform/names.ts';
import type { Table } from '../database/table.ts';
import {
  PENDING_PARTITION,
  readPendingReply,
  type PendingReply,
} from '../episodes/pending-reply.ts';
import type { Instant } from '../kernel/instant.ts';

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

/** Replies that are owed: whoever sends one marks it afterwards, so a lost one is found again. */
export interface ReplyOutbox {
  /** Owed since before that instant, oldest first. */
  listPending(before: Instant, limit: number): Promise<readonly PendingReply[]>;
  markReplied(key: PendingReply['key'], at: Instant): Promise<void>;
}
