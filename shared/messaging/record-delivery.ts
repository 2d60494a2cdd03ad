import type { MessageStatusBody } from './message-status.ts';
import { addMs, type Instant } from '../kernel/instant.ts';
import type { Alert } from '../alerts/alert.ts';
import { DELIVERY_STATUSES, type DeliveryStatus, type MessageRecord } from './messages.ts';
import type { ReachPorts } from './alert-ports.ts';
import { changeMessage } from './change-message.ts';
import { passOn } from './pass-on.ts';
import { sendAgainAt } from './send-again-at.ts';

/** A full mailbox or a telephone that is off needs a while. */
const AGAIN_MS = 15 * 60_000;

const AGAIN = '-again';

/** The same alert a second time: it makes another message with another reference. */
const againOf = ({ directory }: ReachPorts, alert: Alert, now: Instant): Alert => ({
  ...alert,
  alertId: `${alert.alertId}${AGAIN}`,
  sendAt: sendAgainAt(directory, [alert], addMs(now, AGAIN_MS)),
  wakes: false,
});

const wasAgain = ({ alertId }: Alert): boolean => alertId.endsWith(AGAIN);

const passOnThese = async (
  ports: ReachPorts,
  message: MessageRecord,
  alerts: readonly Alert[],
  now: Instant,
): Promise<void> => {
  if (alerts.length > 0) await passOn(ports, { ...message, alerts }, now);
};

const follow = async (
  ports: ReachPorts,
  message: MessageRecord,
  status: DeliveryStatus,
  now: Instant,
): Promise<void> => {
  const { alerts } = message;
  if (status === 'delivered') return;
  if (status === 'permanent-failure') {
    await passOnThese(ports, message, alerts, now);
    return;
  }
  await ports.alerts.add(
    alerts.filter((alert) => !wasAgain(alert)).map((alert) => againOf(ports, alert, now)),
  );
  await passOnThese(ports, message, alerts.filter(wasAgain), now);
};

const isFinal = ({ delivery }: MessageRecord): boolean =>
  delivery?.status === 'delivered' || delivery?.status === 'permanent-failure';

/**
 * Stores what GOV.UK Notify says of a message. Failed for good: passed on to those above. Failed for
 * now, or on Notify's side: sent once more in a quarter of an hour, and passed on when that fails too.
 * `ignored`: no message of ours, a repeat, or a status that ends nothing; Notify is told all is well,
 * for it would only try again. Throws at a fault of the store, so that Notify does try again.
 */
export const recordDelivery = async (
  ports: ReachPorts,
  body: MessageStatusBody,
  now: Instant,
): Promise<'recorded' | 'ignored'> => {
  const status = DELIVERY_STATUSES.find((one) => one === body.status);
  if (status === undefined || body.reference === null) return 'ignored';
  const message = await ports.alerts.readMessage(body.reference);
  if (message === null || message.delivery?.status === status || isFinal(message)) return 'ignored';
  await follow(ports, message, status, now);
  await changeMessage(ports, message.reference, (one) => ({
    ...one,
    delivery: { status, at: now },
  }));
  return 'recorded';
};
