import type { Instant } from '../kernel/instant.ts';
import { ALERT_ENTITY, CORE_TABLE } from '../platform/names.ts';
import type { AlertBells } from './wake-up-port.ts';
import { ALERTS_PENDING_PARTITION, recipientPartition } from './alert-item.ts';
import { type Item, type Table, LAST } from '../database/table.ts';
import { readMergedRange } from '../database/read-merged-range.ts';

/** Many alerts are few people: the list is read on until it has named enough of them. */
const PAGE = 1_000;
const ATTEMPTS = 4;

const bellItem = (recipient: string, now: Instant): Item => ({
  pk: recipientPartition(recipient),
  sk: 'bell',
  entity: ALERT_ENTITY.bell,
  rungAt: now,
});

/** Another run may be ringing the same bell; which of the two is heard does not matter. */
const ringOne = async (table: Table, recipient: string, now: Instant): Promise<void> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { outcome } = await table.transact([{ put: bellItem(recipient, now) }]);
    if (outcome === 'written') return;
  }
  throw new Error('A bell was being rung by others all the time.');
};

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
  return [...partitions].slice(0, limit).map((pk) => pk.slice(recipientPartition('').length));
};

/** Bells of people, in the core table: one item each, whose writing wakes the sender. */
export const createAlertBells = (table: Table): AlertBells => ({
  ring: async (recipients, now) => {
    await Promise.all([...new Set(recipients)].map((recipient) => ringOne(table, recipient, now)));
  },
  listWaiting: (now, limit) => listWaiting(table, now, limit),
});
