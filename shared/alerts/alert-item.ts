import type { Item, ItemKey } from '../database/table.ts';
import { ALERT_ENTITY, CORE_TABLE } from '../platform/names.ts';
import { type Alert, alertSchema } from './alert.ts';

const { alertsPending } = CORE_TABLE.indexes;

export const ALERTS_PENDING_PARTITION = 'pending';

export const alertsPendingKeys = (alert: Pick<Alert, 'sendAt' | 'alertId'>) => ({
  [alertsPending.partitionKey]: ALERTS_PENDING_PARTITION,
  [alertsPending.sortKey]: `${alert.sendAt}#${alert.alertId}`,
});

export const recipientPartition = (practitionerId: string): string => `recipient#${practitionerId}`;

export const ALERTS_FROM = 'alert#';

export const alertKey = (recipient: string, raisedAt: string, alertId: string): ItemKey => ({
  pk: recipientPartition(recipient),
  sk: `${ALERTS_FROM}${raisedAt}#${alertId}`,
});

/**
 * The item exists until the alert is sent. Its entity decides whether writing it wakes the sender.
 */
export const buildAlertItem = (alert: Alert): Item => ({
  ...alertKey(alert.recipient, alert.raisedAt, alert.alertId),
  entity: alert.wakesSender ? ALERT_ENTITY.alert : 'waiting-alert',
  alert,
  ...alertsPendingKeys(alert),
});

export const parseAlertItem = (item: Item): Alert => alertSchema.parse(item['alert']);
