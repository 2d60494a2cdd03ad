import type { EpisodeStore } from '../episodes/episode-store.ts';
import type { Alert } from '../alerts/alert.ts';
import { type Directory, findAuthoritySettings } from '../directory/directory.ts';
import { findEarliestSendTime } from '../directory/quiet-hours.ts';
import { createStaffReader } from '../directory/staff-store.ts';
import type { Practitioner } from '../directory/staff.ts';
import { isUrgentAlert } from '../escalation/escalate-task.ts';
import { addMs, type Instant, MINUTE_MS } from '../kernel/instant.ts';
import { type AlertStore, changeMessage, type Lease } from './alert-store.ts';
import {
  composeList,
  composeMessage,
  composeStaffChange,
  type MessageContent,
} from './compose-message.ts';
import { type ContactRoute, findContactRoute } from '../directory/contact-route.ts';
import { listDigestTasks } from './digest.ts';
import { dropOutdatedAlerts } from './drop-outdated-alerts.ts';
import { type EscalateDependencies, escalateUndeliverable } from './escalate-undeliverable.ts';
import type { MessageChannel, SendResult } from './message-channel.ts';
import { MESSAGE_MEDIA } from './message-templates.ts';
import type { MessageEnd, MessageRecord } from './message.ts';

export interface SendDependencies extends EscalateDependencies {
  readonly alerts: AlertStore;
  readonly episodes: Pick<
    EpisodeStore,
    'readState' | 'readEscalation' | 'listTasks' | 'listEpisodes'
  >;
  readonly channel: MessageChannel;
  readonly publicUrl: string;
  readonly reportFault: (reference: string, error: unknown) => void;
}

/** Waits after the first failure, the second and so on. The last repeats: sending is never given up. */
const WAITS_MINUTES = [1, 2, 5, 15, 60] as const;

const findWaitMs = (failures: number): number =>
  (WAITS_MINUTES[Math.min(failures, WAITS_MINUTES.length) - 1] ?? 60) * MINUTE_MS;

/** When to try alerts again: at `earliest`, or after the quiet hours unless one of them is of a breach. */
export const findRetryTime = (
  directory: Directory,
  alerts: readonly Alert[],
  earliest: Instant,
): Instant => {
  const settings = findAuthoritySettings(directory, alerts[0]?.authority ?? '');
  const isUrgent = alerts.some(({ kind }) => isUrgentAlert(kind, settings));
  return findEarliestSendTime(earliest, isUrgent ? null : settings.quietHours);
};

const findPerson = async (
  dependencies: SendDependencies,
  authority: string,
  id: string,
): Promise<Practitioner | undefined> => {
  const { practitioners } = await createStaffReader(dependencies)(authority);
  return practitioners.find(({ practitionerId }) => practitionerId === id);
};

const createContent = async (
  dependencies: SendDependencies,
  { alerts }: MessageRecord,
  person: Practitioner | undefined,
  now: Instant,
): Promise<MessageContent | null> => {
  const { publicUrl } = dependencies;
  const change = alerts[0]?.staffChange;
  if (change !== undefined) {
    const by = await findPerson(dependencies, alerts[0]?.authority ?? '', change.by);
    return composeStaffChange(change.changed, by ?? null, publicUrl, now);
  }
  if (alerts.every(({ kind }) => kind !== 'digest')) {
    return composeMessage(await dropOutdatedAlerts(dependencies, alerts), publicUrl, now);
  }
  const tasks = person === undefined ? [] : await listDigestTasks(dependencies, person, now);
  return tasks.length === 0 ? null : composeList('digest', tasks, publicUrl, now);
};

const postpone = async (
  dependencies: SendDependencies,
  lease: Lease,
  now: Instant,
): Promise<void> => {
  const { reference, attempts, alerts } = lease.message;
  const earliest = addMs(now, findWaitMs(attempts + 1));
  await changeMessage(dependencies, reference, (message) => ({
    ...message,
    attempts: attempts + 1,
  }));
  await dependencies.alerts.postponeMessage(
    lease,
    findRetryTime(dependencies.directory, alerts, earliest),
  );
};

/** Null when the provider failed: the message is then tried again later. */
const askProvider = async <T>(
  dependencies: SendDependencies,
  lease: Lease,
  now: Instant,
  ask: (channel: MessageChannel) => Promise<T>,
): Promise<T | null> => {
  try {
    return await ask(dependencies.channel);
  } catch (error) {
    dependencies.reportFault(lease.message.reference, error);
    await postpone(dependencies, lease, now);
    return null;
  }
};

/** An earlier try may have sent it, and was stopped before it could say so. */
const endOutdated = async (
  dependencies: SendDependencies,
  lease: Lease,
  route: ContactRoute | null,
  now: Instant,
): Promise<MessageEnd | null> => {
  const notSent: MessageEnd = { outcome: 'no-longer-needed', at: now };
  return askProvider(dependencies, lease, now, async (channel): Promise<MessageEnd> => {
    const providerId = await findSentBefore(channel, lease.message, route);
    return providerId === null ? notSent : { outcome: 'sent', providerId, at: now };
  });
};

/** Somebody who left has no route now, and had one when it was sent. */
const findSentBefore = async (
  channel: MessageChannel,
  { reference }: MessageRecord,
  route: ContactRoute | null,
): Promise<string | null> => {
  for (const medium of route === null ? MESSAGE_MEDIA : [route.medium]) {
    const providerId = await channel.findSent({ reference, medium });
    if (providerId !== null) return providerId;
  }
  return null;
};

/** Without a route it is refused, unless an earlier try has sent it. */
const refuseUnlessSent = async (
  channel: MessageChannel,
  message: MessageRecord,
): Promise<SendResult | { readonly outcome: 'refused' }> => {
  const providerId = await findSentBefore(channel, message, null);
  return providerId === null ? { outcome: 'refused' } : { outcome: 'sent', providerId };
};

const sendOrEscalate = async (
  dependencies: SendDependencies,
  lease: Lease,
  now: Instant,
): Promise<MessageEnd | null> => {
  const { message } = lease;
  const [first] = message.alerts;
  const person = await findPerson(dependencies, first?.authority ?? '', message.recipient);
  const content = await createContent(dependencies, message, person, now);
  const route = first?.staffChange?.route ?? findContactRoute(person);
  if (content === null) return endOutdated(dependencies, lease, route, now);
  const { reference } = message;
  const result = await askProvider(dependencies, lease, now, (channel) =>
    route === null
      ? refuseUnlessSent(channel, message)
      : channel.send({ reference, ...route, ...content, at: now }),
  );
  if (result?.outcome !== 'refused') return result && { ...result, at: now };
  await escalateUndeliverable(dependencies, message, now);
  return { outcome: 'undeliverable', at: now };
};

/**
 * Sends a leased message, or escalates it when it cannot be delivered, then removes its alerts. After
 * a failure that may pass, the message is given back and the result is false. If interrupted, it is
 * done again under the same reference. Throws when the store fails.
 */
export const deliverMessage = async (
  dependencies: SendDependencies,
  lease: Lease,
  now: Instant,
): Promise<boolean> => {
  if (lease.message.end === null) {
    const end = await sendOrEscalate(dependencies, lease, now);
    if (end === null) return false;
    await changeMessage(dependencies, lease.message.reference, (message) => ({ ...message, end }));
  }
  await dependencies.alerts.finishMessage(lease);
  return true;
};
