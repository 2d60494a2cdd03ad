import type { Alert } from '../alerts/alert.ts';
import { addMs, type Instant, MINUTE_MS } from '../kernel/instant.ts';
import type { Lease } from './alert-store.ts';
import { deliverMessage, type SendDependencies } from './deliver-message.ts';

/** Longer than a function may run: afterwards the sender was interrupted. */
const LEASE_MS = 2 * MINUTE_MS;

const MOST_MESSAGES = 20;

/** As many as fit in one item of the table; the rest go into another message. */
const MOST_ALERTS = 1_000;

const compareByRaisedAt = (a: Alert, b: Alert): number =>
  a.raisedAt < b.raisedAt ? -1 : Number(a.raisedAt > b.raisedAt);

/** A list of tasks does not say this of them. */
const ALONE: readonly Alert['kind'][] = [
  'found-dead',
  'work-moved',
  'no-longer-yours',
  'moved-away',
  'withdrawn',
  'staff-changed',
];

/**
 * Chooses the alerts of the next message: all that can be sent by now, so that one person reads of one task once at a
 * moment. That a child was found dead, that work has moved, that a task is with somebody else or withdrawn, and a digest
 * are each sent by themselves.
 */
export const chooseAlerts = (pending: readonly Alert[], now: Instant): readonly Alert[] => {
  const due = pending.filter(({ sendAt }) => sendAt <= now).sort(compareByRaisedAt);
  const ofTasks = due.filter(({ kind }) => kind !== 'digest');
  if (ofTasks.length === 0) return due.slice(0, 1);
  const alone = ALONE.flatMap((alone) => ofTasks.find(({ kind }) => kind === alone) ?? []);
  if (alone.length > 0) return alone.slice(0, 1);
  return ofTasks.slice(0, MOST_ALERTS);
};

/** The open message, else a new one; null when there is nothing to send or another sender has it. */
const leaseNextMessage = async (
  { alerts }: Pick<SendDependencies, 'alerts'>,
  recipient: string,
  now: Instant,
): Promise<Lease | null> => {
  const pending = await alerts.readPending(recipient);
  const until = addMs(now, LEASE_MS);
  if (pending.leasedUntil !== null && pending.leasedUntil > now) return null;
  if (pending.openMessage !== null) return alerts.resumeMessage(pending, until);
  const chosen = chooseAlerts(pending.alerts, now);
  return chosen.length === 0 ? null : alerts.beginMessage(pending, chosen, now, until);
};

/**
 * Sends a recipient all alerts that can be sent by now, the open message first. Any number of senders
 * at once send each alert once. A failure of the channel is reported and tried again after a later
 * sweep; a failure of the store is thrown.
 */
export const sendAlerts = async (
  dependencies: SendDependencies,
  recipient: string,
  now: Instant,
): Promise<void> => {
  for (let sent = 0; sent < MOST_MESSAGES; sent++) {
    const lease = await leaseNextMessage(dependencies, recipient, now);
    if (lease === null || !(await deliverMessage(dependencies, lease, now))) return;
  }
};
