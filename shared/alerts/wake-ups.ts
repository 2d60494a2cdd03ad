import * as z from 'zod';
import { type Item, LAST, type Table } from '../database/table.ts';
import { type Instant, instantSchema } from '../kernel/instant.ts';
import { retryOnConflict } from '../kernel/write-result.ts';
import { ALERT_ENTITY, CORE_TABLE } from '../platform/names.ts';
import { ALERTS_PENDING_PARTITION, recipientPartition } from './alert-item.ts';
import { alertSchema } from './alert.ts';
import { readMergedRange } from '../database/merged-range.ts';
import type { Backoff } from '../kernel/system-random.ts';

/** Starts the sender of messages for people who have pending alerts (docs/adr/0013-alerts-and-wake-ups.md). */
export interface WakeUps {
  wake(recipients: readonly string[], now: Instant): Promise<void>;
  /**
   * People with alerts that can be sent by `now`, including those that an earlier run left behind.
   * The longest waiting come first. The list may lag behind the table.
   */
  listWaiting(now: Instant, limit: number): Promise<readonly string[]>;
}

const recipientPartitionSchema = z.string().startsWith(recipientPartition(''));

const wakeUpItemSchema = z.discriminatedUnion('entity', [
  z.object({
    entity: z.literal(ALERT_ENTITY.alert),
    pk: recipientPartitionSchema,
    alert: alertSchema,
  }),
  z.object({
    entity: z.literal(ALERT_ENTITY.wakeUp),
    pk: recipientPartitionSchema,
    wokenAt: instantSchema,
  }),
]);

const readRecipient = (partition: string): string => partition.slice(recipientPartition('').length);

export const parseWakeUp = (
  item: unknown,
): { readonly recipient: string; readonly at: Instant } => {
  const wakeUp = wakeUpItemSchema.parse(item);
  return {
    recipient: readRecipient(wakeUp.pk),
    at: wakeUp.entity === ALERT_ENTITY.alert ? wakeUp.alert.raisedAt : wakeUp.wokenAt,
  };
};

const buildWakeUpItem = (recipient: string, now: Instant): Item => ({
  pk: recipientPartition(recipient),
  sk: 'wake-up',
  entity: ALERT_ENTITY.wakeUp,
  wokenAt: now,
});

const wakeOne = async (
  table: Table,
  backOff: Backoff,
  recipient: string,
  now: Instant,
): Promise<void> => {
  await retryOnConflict(backOff, async () => {
    const { outcome } = await table.transact([{ put: buildWakeUpItem(recipient, now) }]);
    return outcome === 'written' ? 'written' : 'conflict';
  });
};

const PAGE = 1_000;

const listWaiting = async (
  table: Table,
  now: Instant,
  limit: number,
): Promise<readonly string[]> => {
  const partitions = new Set<string>();
  let after: string | null = null;
  do {
    const entries = await readMergedRange(table, {
      index: CORE_TABLE.indexes.alertsPending,
      partitions: [ALERTS_PENDING_PARTITION],
      from: ' ',
      to: `${now}${LAST}`,
      order: 'ascending',
      after,
      limit: PAGE,
    });
    for (const { key } of entries) partitions.add(key.pk);
    after = entries.length < PAGE ? null : (entries.at(-1)?.sortValue ?? null);
  } while (after !== null && partitions.size < limit);
  return [...partitions].slice(0, limit).map(readRecipient);
};

export const createWakeUps = (table: Table, backOff: Backoff): WakeUps => ({
  wake: async (recipients, now) => {
    await Promise.all(
      [...new Set(recipients)].map((recipient) => wakeOne(table, backOff, recipient, now)),
    );
  },
  listWaiting: (now, limit) => listWaiting(table, now, limit),
});
