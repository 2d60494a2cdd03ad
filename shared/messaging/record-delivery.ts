import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { Alert } from '../alerts/alert.ts';
import { addMs, type Instant, MINUTE_MS } from '../kernel/instant.ts';
import { type AlertStore, changeMessage } from './alert-store.ts';
import { findRetryTime } from './deliver-message.ts';
import { type EscalateDependencies, escalateUndeliverable } from './escalate-undeliverable.ts';
import { DELIVERY_STATUSES, type DeliveryStatus, type MessageRecord } from './message.ts';

/**
 * What GOV.UK Notify posts once it knows the final status of a message. Only these fields are read:
 * the body also has the address, which is never stored.
 */
export const messageStatusBodySchema = z
  .object({
    reference: z.string().max(100).nullable().meta({
      description: "Homeward's reference; null for messages that somebody sent by hand.",
    }),
    status: z
      .string()
      .max(100)
      .meta({ examples: ['delivered', 'permanent-failure'] }),
  })
  .meta({ id: 'MessageStatusBody' });
export type MessageStatusBody = z.infer<typeof messageStatusBodySchema>;

const toSha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether a bearer token is the one that GOV.UK Notify was given. Takes the same time for any token. */
export const isCallbackToken = (given: string, expected: string): boolean =>
  timingSafeEqual(toSha256(given), toSha256(expected));

export interface RecordDeliveryDependencies extends EscalateDependencies {
  readonly alerts: Pick<AlertStore, 'addAlerts' | 'readMessage' | 'saveMessage'>;
}

/** A full mailbox or a phone that is switched off needs some time. */
const RETRY_MS = 15 * MINUTE_MS;

const RETRY = '-again';

/** The same alert under another id, so that it makes another message with another reference. */
const createRetry = (
  { directory }: RecordDeliveryDependencies,
  alert: Alert,
  now: Instant,
): Alert => ({
  ...alert,
  alertId: `${alert.alertId}${RETRY}`,
  sendAt: findRetryTime(directory, [alert], addMs(now, RETRY_MS)),
  wakesSender: false,
});

const isRetry = ({ alertId }: Alert): boolean => alertId.endsWith(RETRY);

const escalateAlerts = async (
  dependencies: RecordDeliveryDependencies,
  message: MessageRecord,
  alerts: readonly Alert[],
  now: Instant,
): Promise<void> => {
  if (alerts.length === 0) return;
  await escalateUndeliverable(dependencies, { ...message, alerts }, now);
};

const retryOrEscalate = async (
  dependencies: RecordDeliveryDependencies,
  message: MessageRecord,
  status: DeliveryStatus,
  now: Instant,
): Promise<void> => {
  const { alerts } = message;
  if (status === 'delivered') return;
  if (status === 'permanent-failure') {
    await escalateAlerts(dependencies, message, alerts, now);
    return;
  }
  const retries = alerts
    .filter((alert) => !isRetry(alert))
    .map((alert) => createRetry(dependencies, alert, now));
  await dependencies.alerts.addAlerts(retries);
  await escalateAlerts(dependencies, message, alerts.filter(isRetry), now);
};

const isFinal = ({ delivery }: MessageRecord): boolean =>
  delivery?.status === 'delivered' || delivery?.status === 'permanent-failure';

/**
 * Records the status that GOV.UK Notify reports. A permanent failure is escalated. After any other
 * failure the message is sent once more in 15 minutes, and escalated when that fails too. `ignored`:
 * not our message, a repeat, or not a final status; Notify gets a success, because it would only
 * repeat the report. Throws when the store fails, so that Notify does repeat it.
 */
export const recordDelivery = async (
  dependencies: RecordDeliveryDependencies,
  body: MessageStatusBody,
  now: Instant,
): Promise<'recorded' | 'ignored'> => {
  const status = DELIVERY_STATUSES.find((one) => one === body.status);
  if (status === undefined || body.reference === null) return 'ignored';
  const message = await dependencies.alerts.readMessage(body.reference);
  if (message === null || message.delivery?.status === status || isFinal(message)) return 'ignored';
  await retryOrEscalate(dependencies, message, status, now);
  await changeMessage(dependencies, message.reference, (one) => ({
    ...one,
    delivery: { status, at: now },
  }));
  return 'recorded';
};
