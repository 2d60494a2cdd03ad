import { HOUR_MS, msOf } from '../kernel/instant.ts';
import { CORE_TABLE, ENTITY } from '../platform/names.ts';
import type { DuplicateReceipt, DuplicateStore } from '../episodes/replies.ts';
import type { Item, Table, ItemKey } from '../database/table.ts';
import { buildPendingKeys } from '../episodes/pending-reply.ts';

/** Longer than the queue and its dead letters can bring the same message again. */
const KEPT_MS = 30 * 24 * HOUR_MS;

const receiptItem = (receipt: DuplicateReceipt): Item => ({
  ...duplicateKey(receipt.messageId),
  entity: ENTITY.duplicate,
  ...receipt,
  ...buildPendingKeys(receipt.firstReceivedAt),
  [CORE_TABLE.timeToLive]: Math.floor((msOf(receipt.receivedAt) + KEPT_MS) / 1000),
});

/** Receipts of notifications that were known already: one a queue message, so one answer each. */
export const createDuplicateStore = (table: Table): DuplicateStore => ({
  keep: async (receipt) => {
    const done = await table.transact([{ put: receiptItem(receipt), onlyIf: 'absent' }]);
    if (done.outcome === 'contended')
      throw new Error('Another write of this receipt is under way.');
  },
});

export const duplicateKey = (messageId: string): ItemKey => ({
  pk: `duplicate#${messageId}`,
  sk: 'receipt',
});
