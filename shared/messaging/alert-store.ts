import * as z from 'zod';
import {
  alertKey,
  ALERTS_FROM,
  buildAlertItem,
  parseAlertItem,
  recipientPartition,
} from '../alerts/alert-item.ts';
import type { Alert } from '../alerts/alert.ts';
import {
  type Item,
  type ItemKey,
  MOST_WRITES,
  type Table,
  type TableWrite,
} from '../database/table.ts';
import { addMs, DAY_MS, type Instant, instantSchema, toMs } from '../kernel/instant.ts';

import { CORE_TABLE } from '../platform/names.ts';
import { retryOnConflict, type WriteResult } from '../kernel/write-result.ts';
import { type MessageRecord, messageRecordSchema, createMessage } from './message.ts';
import pMap from 'p-map';
import type { Backoff } from '../kernel/system-random.ts';
import { FaultError } from '../kernel/fault-error.ts';

/** Which message is open for a recipient. Senders compete for its version. */
const recipientHeadSchema = z.object({
  openMessage: z.string().nullable(),
  leasedUntil: instantSchema.nullable(),
  version: z.number(),
});
type RecipientHead = Readonly<z.infer<typeof recipientHeadSchema>>;

export interface PendingAlerts extends RecipientHead {
  readonly recipient: string;
  readonly alerts: readonly Alert[];
}

/** One sender's right to send a message: no other sender has it until it is given back or has expired. */
export interface Lease {
  readonly message: MessageRecord;
  readonly until: Instant;
  readonly headVersion: number;
}

export interface AlertStore {
  /** One that was added before is left as it is, also when it was sent since. */
  addAlerts(alerts: readonly Alert[]): Promise<void>;
  readPending(recipient: string): Promise<PendingAlerts>;
  /**
   * Begins one message for these alerts, on the version read; null when another sender was faster. A
   * message that had ended before is returned as it is.
   */
  beginMessage(
    pending: PendingAlerts,
    alerts: readonly Alert[],
    now: Instant,
    until: Instant,
  ): Promise<Lease | null>;
  resumeMessage(pending: PendingAlerts, until: Instant): Promise<Lease | null>;
  /** Gives the message back, still open, its alerts not to be sent before `sendAt`. */
  postponeMessage(lease: Lease, sendAt: Instant): Promise<void>;
  /** Removes the alerts of a message that has ended. If interrupted, it can be repeated. */
  finishMessage(lease: Lease): Promise<void>;
  readMessage(reference: string): Promise<MessageRecord | null>;
  saveMessage(message: MessageRecord): Promise<WriteResult>;
}

export const changeMessage = async (
  {
    alerts,
    backOff,
  }: {
    readonly alerts: Pick<AlertStore, 'readMessage' | 'saveMessage'>;
    readonly backOff: Backoff;
  },
  reference: string,
  change: (message: MessageRecord) => MessageRecord,
): Promise<void> => {
  await retryOnConflict(backOff, async () => {
    const message = await alerts.readMessage(reference);
    if (message === null) throw new Error('The message does not exist.');
    return alerts.saveMessage(change(message));
  });
};

const messageKey = (reference: string): ItemKey => ({ pk: `message#${reference}`, sk: 'message' });

const buildMessageItem = (message: MessageRecord): Item => ({
  ...messageKey(message.reference),
  entity: 'message',
  ...message,
});

/** Sorts after the alerts of the same recipient, so that one query reads both. */
const RECIPIENT_HEAD = 'head';

const buildHeadWrite = (
  { recipient, version }: Pick<PendingAlerts, 'recipient' | 'version'>,
  next: Omit<RecipientHead, 'version'>,
): TableWrite => ({
  put: {
    pk: recipientPartition(recipient),
    sk: RECIPIENT_HEAD,
    entity: 'recipient',
    ...next,
    version: version + 1,
  },
  onlyIf: version === 0 ? 'absent' : { version },
});

const parseHead = (item: Item | undefined): RecipientHead =>
  item === undefined
    ? { openMessage: null, leasedUntil: null, version: 0 }
    : recipientHeadSchema.parse(item);

const AT_ONCE = 25;

/** Longer than anything that adds an alert is repeated. */
const ADDED_KEPT_MS = 30 * DAY_MS;

/** Stays when the alert was sent: whoever is interrupted and adds it again does not make it come back. */
const buildAddedItem = ({ recipient, alertId, sendAt }: Alert): Item => ({
  pk: recipientPartition(recipient),
  sk: `added#${alertId}`,
  entity: 'added-alert',
  [CORE_TABLE.timeToLive]: Math.floor(toMs(addMs(sendAt, ADDED_KEPT_MS)) / 1000),
});

const addAlert = async (table: Table, alert: Alert): Promise<void> => {
  const done = await table.transact([
    { put: buildAddedItem(alert), onlyIf: 'absent' },
    { put: buildAlertItem(alert), onlyIf: 'absent' },
  ]);
  if (done.outcome === 'contended') throw new FaultError('write-conflict', 'The alert is in use.');
};

const addAlerts = async (table: Table, alerts: readonly Alert[]): Promise<void> => {
  await pMap(alerts, (alert) => addAlert(table, alert), { concurrency: AT_ONCE });
};

const readPending = async (table: Table, recipient: string): Promise<PendingAlerts> => {
  const pk = recipientPartition(recipient);
  const items = await table.readPartition(pk, ALERTS_FROM, RECIPIENT_HEAD);
  const head = parseHead(items.find(({ sk }) => sk === RECIPIENT_HEAD));
  const alerts = items.filter(({ sk }) => sk.startsWith(ALERTS_FROM)).map(parseAlertItem);
  return { recipient, alerts, ...head };
};

const readMessage = async (table: Table, reference: string): Promise<MessageRecord | null> => {
  const item = await table.get(messageKey(reference));
  return item === null ? null : messageRecordSchema.parse(item);
};

const leaseMessage = async (
  table: Table,
  pending: PendingAlerts,
  openMessage: string,
  until: Instant,
): Promise<Lease | null> => {
  const done = await table.transact([buildHeadWrite(pending, { openMessage, leasedUntil: until })]);
  if (done.outcome !== 'written') return null;
  const message = await readMessage(table, openMessage);
  return message && { message, until, headVersion: pending.version + 1 };
};
const beginMessage = async (
  table: Table,
  pending: PendingAlerts,
  alerts: readonly Alert[],
  now: Instant,
  until: Instant,
): Promise<Lease | null> => {
  const message = createMessage(pending.recipient, alerts, now);
  const openMessage = message.reference;
  const done = await table.transact([
    { put: buildMessageItem(message), onlyIf: 'absent' },
    buildHeadWrite(pending, { openMessage, leasedUntil: until }),
  ]);
  if (done.outcome === 'written') return { message, until, headVersion: pending.version + 1 };
  const exists = done.outcome === 'refused' && done.position === 0;
  return exists ? leaseMessage(table, pending, openMessage, until) : null;
};

const saveMessage = async (table: Table, message: MessageRecord): Promise<WriteResult> => {
  const { version } = message;
  const put = buildMessageItem({ ...message, version: version + 1 });
  const done = await table.transact([{ put, onlyIf: { version } }]);
  return done.outcome === 'written' ? 'written' : 'conflict';
};

const WRITES_A_PART = MOST_WRITES - 1;

/**
 * Writes in parts, and gives the message back with the last part; `openMessage` is then the open one.
 * A part is written only while the lease holds: when another sender has the message, the rest is not.
 */
const writeLeased = async (
  table: Table,
  { message, until, headVersion }: Lease,
  writes: readonly TableWrite[],
  openMessage: string | null,
): Promise<void> => {
  const { recipient, reference } = message;
  for (let start = 0, version = headVersion; ; start += WRITES_A_PART, version++) {
    const isLast = start + WRITES_A_PART >= writes.length;
    const next = isLast
      ? { openMessage, leasedUntil: null }
      : { openMessage: reference, leasedUntil: until };
    const done = await table.transact([
      ...writes.slice(start, start + WRITES_A_PART),
      buildHeadWrite({ recipient, version }, next),
    ]);
    if (done.outcome === 'contended') throw new FaultError('write-conflict', 'Alerts are in use.');
    if (done.outcome === 'refused' || isLast) return;
  }
};

export const createAlertStore = (table: Table): AlertStore => ({
  addAlerts: (alerts) => addAlerts(table, alerts),
  readPending: (recipient) => readPending(table, recipient),
  beginMessage: (...begun) => beginMessage(table, ...begun),
  resumeMessage: async (pending, until) =>
    pending.openMessage === null ? null : leaseMessage(table, pending, pending.openMessage, until),
  postponeMessage: (lease, sendAt) => {
    const { alerts, reference } = lease.message;
    const puts = alerts.map((alert) => ({
      put: buildAlertItem({ ...alert, sendAt, wakesSender: false }),
    }));
    return writeLeased(table, lease, puts, reference);
  },
  finishMessage: (lease) => {
    const removals = lease.message.alerts.map(({ recipient, raisedAt, alertId }) => ({
      remove: alertKey(recipient, raisedAt, alertId),
    }));
    return writeLeased(table, lease, removals, null);
  },
  readMessage: (reference) => readMessage(table, reference),
  saveMessage: (message) => saveMessage(table, message),
});
