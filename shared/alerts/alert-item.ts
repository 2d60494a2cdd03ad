import type { Item, ItemKey } from '../database/table.ts';
import { ALERT_ENTITY, CORE_TABLE } from '../platform/names.ts';
import { type Alert, alertSchema } from './alert.ts';

const { alertsPending } = CORE_TABLE.indexes;

/** All alerts that are not sent yet, by the earliest time to send them. */
export const ALERTS_PENDING_PARTITION = 'pending';

export const alertsPendingKeys = (alert: Pick<Alert, 'sendAt' | 'alertId'>) => ({
  [alertsPending.partitionKey]: ALERTS_PENDING_PARTITION,
  [alertsPending.sortKey]: `${alert.sendAt}#${alert.alertId}`,
});

/** The pending alerts of one person. */
export const recipientPartition = (practitionerId: string): string => `recipient#${practitionerId}`;

export const ALERTS_FROM = 'alert#';

export const alertKey = (recipient: string, raisedAt: string, alertId: string): ItemKey => ({
  pk: recipientPartition(recipient),
  sk: `${ALERTS_FROM}${raisedAt}#${alertId}`,
});

/** The item exists until the alert is sent. Its entity decides whether writing it starts the sender. */
export const buildAlertItem = (alert: Alert): Item => ({
  ...alertKey(alert.recipient, alert.raisedAt, alert.alertId),
  entity: alert.wakesSender ? ALERT_ENTITY.alert : 'waiting-alert',
  alert,
  ...alertsPendingKeys(alert),
});

/** Throws when the item is not an alert. */
export const parseAlertItem = (item: Item): Alert => alertSchema.parse(item['alert']);
