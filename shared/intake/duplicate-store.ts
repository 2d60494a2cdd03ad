import { HOUR_MS, msOf, type Instant } from '../kernel/instant.ts';
import { CORE_TABLE, ENTITY } from '../platform/names.ts';
import type { Item, Table, ItemKey } from '../database/table.ts';
import { buildPendingKeys, type NotificationSubject } from '../episodes/pending-reply.ts';

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

/** That a notification was known already, to be answered once for each queue message. */
export type DuplicateReceipt = NotificationSubject & {
  readonly force: string;
  readonly reference: string;
  readonly notificationId: string;
  readonly receivedAt: Instant;
  /** When the queue first handed it to us: since then a reply is owed. */
  readonly firstReceivedAt: Instant;
  readonly messageId: string;
};

export interface DuplicateStore {
  keep(receipt: DuplicateReceipt): Promise<void>;
}
