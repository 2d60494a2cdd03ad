import { hash } from '../kernel/hash.ts';
import type { Alert } from '../alerts/alert.ts';
import type { AlertStore, Hold, MessageRecord, Waiting } from './messages.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Table, TableWrite } from '../database/table.ts';
import {
  alertItem,
  readAlert,
  alertKey,
  ALERTS_FROM,
  recipientPartition,
} from '../alerts/alert-item.ts';
import {
  headItem,
  messageItem,
  messageKey,
  RECIPIENT_HEAD,
  readHeadItem,
  readMessageItem,
  type RecipientHead,
} from './message-items.ts';
import type { WriteResult } from '../kernel/write-result.ts';

/** What DynamoDB takes in one transaction, beside the head. */
const MOST_WRITES = 99;

const referenceFor = (recipient: string, alerts: readonly Alert[]): string =>
  `msg-${hash('message', recipient, ...alerts.map(({ alertId }) => alertId).sort())}`;

/** So many are added at once. */
const AT_ONCE = 25;

const addAlert = async (table: Table, alert: Alert): Promise<void> => {
  const done = await table.transact([{ put: alertItem(alert), onlyIf: 'absent' }]);
  if (done.outcome === 'contended') throw new Error('An alert is being written by somebody else.');
};

const readWaiting = async (table: Table, recipient: string): Promise<Waiting> => {
  const pk = recipientPartition(recipient);
  const items = await table.readPartition(pk, ALERTS_FROM, RECIPIENT_HEAD);
  const head = readHeadItem(items.find(({ sk }) => sk === RECIPIENT_HEAD));
  const alerts = items.filter(({ sk }) => sk.startsWith(ALERTS_FROM)).map(readAlert);
  return { recipient, alerts, ...head };
};

const headWrite = (
  { recipient, version }: Pick<Waiting, 'recipient' | 'version'>,
  next: Omit<RecipientHead, 'version'>,
): TableWrite => ({
  put: headItem(recipient, { ...next, version: version + 1 }),
  onlyIf: version === 0 ? 'absent' : { version },
});

const readMessage = async (table: Table, reference: string): Promise<MessageRecord | null> => {
  const item = await table.get(messageKey(reference));
  return item === null ? null : readMessageItem(item);
};

/** Whoever writes the head on the version that was read has the message alone. */
const hold = async (
  table: Table,
  waiting: Waiting,
  open: string,
  busyUntil: Instant,
): Promise<Hold | null> => {
  const done = await table.transact([headWrite(waiting, { open, busyUntil })]);
  if (done.outcome !== 'written') return null;
  const message = await readMessage(table, open);
  return message && { message, busyUntil, waitingVersion: waiting.version + 1 };
};

const newMessage = (waiting: Waiting, alerts: readonly Alert[], begunAt: Instant) => ({
  reference: referenceFor(waiting.recipient, alerts),
  recipient: waiting.recipient,
  alerts,
  begunAt,
  attempts: 0,
  end: null,
  delivery: null,
  version: 1,
});

const begin = async (
  table: Table,
  waiting: Waiting,
  alerts: readonly Alert[],
  now: Instant,
  busyUntil: Instant,
): Promise<Hold | null> => {
  const message = newMessage(waiting, alerts, now);
  const open = message.reference;
  const done = await table.transact([
    { put: messageItem(message), onlyIf: 'absent' },
    headWrite(waiting, { open, busyUntil }),
  ]);
  if (done.outcome === 'written')
    return { message, busyUntil, waitingVersion: waiting.version + 1 };
  const known = done.outcome === 'refused' && done.position === 0;
  return known ? hold(table, waiting, open, busyUntil) : null;
};

const saveMessage = async (table: Table, message: MessageRecord): Promise<WriteResult> => {
  const { version } = message;
  const put = messageItem({ ...message, version: version + 1 });
  const done = await table.transact([{ put, onlyIf: { version } }]);
  return done.outcome === 'written' ? 'written' : 'conflict';
};

/**
 * Writes in parts, as the last of which the message is given back: `open` is what is open then. Each
 * part is written only while the message is still held; nothing more when somebody else has it now.
 */
const writeHeld = async (
  table: Table,
  { message, busyUntil, waitingVersion }: Hold,
  writes: readonly TableWrite[],
  open: string | null,
): Promise<void> => {
  const { recipient, reference } = message;
  for (let start = 0, version = waitingVersion; ; start += MOST_WRITES, version++) {
    const isLast = start + MOST_WRITES >= writes.length;
    const next = isLast ? { open, busyUntil: null } : { open: reference, busyUntil };
    const done = await table.transact([
      ...writes.slice(start, start + MOST_WRITES),
      headWrite({ recipient, version }, next),
    ]);
    if (done.outcome === 'contended') throw new Error('Alerts are written by somebody else.');
    if (done.outcome === 'refused' || isLast) return;
  }
};

const addAll = async (table: Table, alerts: readonly Alert[]): Promise<void> => {
  for (let start = 0; start < alerts.length; start += AT_ONCE) {
    const part = alerts.slice(start, start + AT_ONCE);
    await Promise.all(part.map((alert) => addAlert(table, alert)));
  }
};

const movedTo = (sendAt: Instant, alert: Alert): TableWrite => ({
  put: alertItem({ ...alert, sendAt, wakes: false }),
});

const removalOf = ({ recipient, raisedAt, alertId }: Alert): TableWrite => ({
  remove: alertKey(recipient, raisedAt, alertId),
});

/** Alerts and messages of people in the core table: what somebody is to be told is one item collection. */
export const createAlertStore = (table: Table): AlertStore => ({
  add: (alerts) => addAll(table, alerts),
  readWaiting: (recipient) => readWaiting(table, recipient),
  begin: (...begun) => begin(table, ...begun),
  resume: async (waiting, busyUntil) =>
    waiting.open === null ? null : hold(table, waiting, waiting.open, busyUntil),
  postpone: (held, sendAt) => {
    const { alerts, reference } = held.message;
    const moves = alerts.map((alert) => movedTo(sendAt, alert));
    return writeHeld(table, held, moves, reference);
  },
  finish: (held) => writeHeld(table, held, held.message.alerts.map(removalOf), null),
  readMessage: (reference) => readMessage(table, reference),
  saveMessage: (message) => saveMessage(table, message),
});
