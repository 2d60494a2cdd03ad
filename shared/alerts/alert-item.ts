import * as z from 'zod';
import { ALERT_ENTITY, CORE_TABLE } from '../platform/names.ts';
import type { Alert } from './alert.ts';
import type { Item, ItemKey } from '../database/table.ts';
import { instantSchema } from '../kernel/instant.ts';

const { alertsPending } = CORE_TABLE.indexes;

/** Whatever is still to be sent, by when it may be. */
export const ALERTS_PENDING_PARTITION = 'pending';

export const alertsPendingKeys = (alert: Pick<Alert, 'sendAt' | 'alertId'>) => ({
  [alertsPending.partitionKey]: ALERTS_PENDING_PARTITION,
  [alertsPending.sortKey]: `${alert.sendAt}#${alert.alertId}`,
});

/** An alert is an item until it is sent; one that wakes the sender is told from one that waits by its entity. */
export const alertItem = (alert: Alert): Item => ({
  ...alertKey(alert.recipient, alert.raisedAt, alert.alertId),
  entity: alert.wakes ? ALERT_ENTITY.alert : 'waiting-alert',
  alert,
  ...alertsPendingKeys(alert),
});

const text = z.string();

export const storedAlert: z.ZodType<Alert> = z.object({
  alertId: text,
  recipient: text,
  authority: text,
  kind: z.union([
    z.enum(['new-task', 'reallocated', 'handed-back', 'acknowledged', 'undeliverable', 'digest']),
    z.object({ level: text }),
  ]),
  taskId: text.nullable(),
  dueAt: instantSchema.nullable(),
  planDate: text.nullable(),
  raisedAt: instantSchema,
  sendAt: instantSchema,
  wakes: z.boolean(),
});

/** An alert, read back from its item. Throws when the item is not one. */
export const readAlert = (item: Item): Alert => storedAlert.parse(item['alert']);

/** What somebody is still to be told. */
export const recipientPartition = (practitionerId: string): string => `recipient#${practitionerId}`;

export const ALERTS_FROM = 'alert#';

export const alertKey = (recipient: string, raisedAt: string, alertId: string): ItemKey => ({
  pk: recipientPartition(recipient),
  sk: `${ALERTS_FROM}${raisedAt}#${alertId}`,
});
