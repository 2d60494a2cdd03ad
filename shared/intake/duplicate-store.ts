import type { ItemKey, Table } from '../database/table.ts';
import { buildPendingKeys, type NotificationSubject } from '../episodes/pending-reply.ts';
import { type Instant, toMs, DAY_MS } from '../kernel/instant.ts';
import { CORE_TABLE, ENTITY } from '../platform/names.ts';
import { FaultError } from '../kernel/fault-error.ts';

/**
 * A notification that was received before. There is one receipt, and so one reply, for each queue
 * message.
 */
export type DuplicateReceipt = NotificationSubject & {
  readonly force: string;
  readonly reference: string;
  readonly notificationId: string;
  readonly receivedAt: Instant;
  readonly firstReceivedAt: Instant;
  readonly messageId: string;
};

export interface DuplicateStore {
  write(receipt: DuplicateReceipt): Promise<void>;
}

export const createDuplicateKey = (messageId: string): ItemKey => ({
  pk: `duplicate#${messageId}`,
  sk: 'receipt',
});

/** Longer than the queue and its dead-letter queue can deliver the same message again. */
const KEPT_MS = 30 * DAY_MS;

export const createDuplicateStore = (table: Table): DuplicateStore => ({
  write: async (receipt) => {
    const put = {
      ...createDuplicateKey(receipt.messageId),
      entity: ENTITY.duplicate,
      ...receipt,
      ...buildPendingKeys(receipt.firstReceivedAt),
      [CORE_TABLE.timeToLive]: Math.floor((toMs(receipt.receivedAt) + KEPT_MS) / 1000),
    };
    const done = await table.transact([{ put, onlyIf: 'absent' }]);
    if (done.outcome === 'contended')
      throw new FaultError('write-conflict', 'Another write of this receipt is under way.');
  },
});
