import { addMs, type Instant } from '../kernel/instant.ts';
import type { Hold } from './messages.ts';
import type { SendPorts } from './alert-ports.ts';
import { chooseAlerts } from './choose-alerts.ts';
import { deliverMessage } from './deliver-message.ts';

/** A sender that was interrupted is taken for lost after this; longer than a function may run. */
const LEASE_MS = 2 * 60_000;

/** Messages in one go: what is left wakes the sender again. */
const MOST_MESSAGES = 20;

/** The message to send next: the one that was begun, else a new one of what may be sent. */
const takeNext = async (
  { alerts }: Pick<SendPorts, 'alerts'>,
  recipient: string,
  now: Instant,
): Promise<Hold | null> => {
  const waiting = await alerts.readWaiting(recipient);
  const busyUntil = addMs(now, LEASE_MS);
  if (waiting.busyUntil !== null && waiting.busyUntil > now) return null;
  if (waiting.open !== null) return alerts.resume(waiting, busyUntil);
  const chosen = chooseAlerts(waiting.alerts, now);
  return chosen.length === 0 ? null : alerts.begin(waiting, chosen, now, busyUntil);
};

/**
 * Tells somebody all that they are to be told by now: what was begun before first, then one message
 * for everything, or one each when it is all about one task. Any number of senders at once tell each
 * alert once. A failure of the channel is reported and tried again when the sweep rings; a fault of
 * the store is thrown.
 */
export const sendAlerts = async (
  ports: SendPorts,
  recipient: string,
  now: Instant,
): Promise<void> => {
  for (let sent = 0; sent < MOST_MESSAGES; sent++) {
    const held = await takeNext(ports, recipient, now);
    if (held === null || !(await deliverMessage(ports, held, now))) return;
  }
};
