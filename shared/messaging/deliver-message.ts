import { addMs, type Instant } from '../kernel/instant.ts';
import type { Sending } from './message-channel.ts';
import type { Hold, MessageEnd, MessageRecord } from './messages.ts';
import { createStaffOf } from '../directory/staff-of-run.ts';
import type { SendPorts } from './alert-ports.ts';
import { changeMessage } from './change-message.ts';
import { composeList, composeMessage, type Content } from './compose-message.ts';
import { digestTasks } from './digest-tasks.ts';
import { passOn } from './pass-on.ts';
import { reachOf } from './contact-route.ts';
import { sendAgainAt } from './send-again-at.ts';
import { stillNews } from './still-news.ts';

const MINUTE_MS = 60_000;

/** Waits after the first failure, the second …; the last stays, for nothing is given up. */
const WAITS_MINUTES = [1, 2, 5, 15, 60] as const;

const waitAfter = (failures: number): number =>
  (WAITS_MINUTES[Math.min(failures, WAITS_MINUTES.length) - 1] ?? 60) * MINUTE_MS;

const personOf = async (ports: SendPorts, { recipient, alerts }: MessageRecord) => {
  const staff = await createStaffOf(ports)(alerts[0]?.authority ?? '');
  return staff.find(({ practitionerId }) => practitionerId === recipient);
};
type Recipient = Awaited<ReturnType<typeof personOf>>;

const contentFor = async (
  ports: SendPorts,
  { alerts }: MessageRecord,
  person: Recipient,
  now: Instant,
): Promise<Content | null> => {
  if (alerts.every(({ kind }) => kind !== 'digest')) {
    return composeMessage(await stillNews(ports, alerts), ports.publicUrl, now);
  }
  const tasks = person === undefined ? [] : await digestTasks(ports, person, now);
  return tasks.length === 0 ? null : composeList('digest', tasks, ports.publicUrl, now);
};

/** Notes the failure and gives the message back, to be tried again after a growing time. */
const tryLater = async (ports: SendPorts, held: Hold, now: Instant): Promise<void> => {
  const { reference, attempts, alerts } = held.message;
  const then = addMs(now, waitAfter(attempts + 1));
  await changeMessage(ports, reference, (message) => ({ ...message, attempts: attempts + 1 }));
  await ports.alerts.postpone(held, sendAgainAt(ports.directory, alerts, then));
};

/** Null: it failed and is tried later. */
const send = async (
  ports: SendPorts,
  held: Hold,
  message: Parameters<SendPorts['channel']['send']>[0],
): Promise<Sending | null> => {
  try {
    return await ports.channel.send(message);
  } catch (error) {
    ports.reportFault(message.reference, error);
    await tryLater(ports, held, message.at);
    return null;
  }
};

/** Null: it was not sent, and is tried again later. */
const endOf = async (ports: SendPorts, held: Hold, now: Instant): Promise<MessageEnd | null> => {
  const { message } = held;
  const person = await personOf(ports, message);
  const content = await contentFor(ports, message, person, now);
  if (content === null) return { outcome: 'needless', at: now };
  const reach = reachOf(person);
  const { reference } = message;
  const sending =
    reach === null
      ? ({ outcome: 'refused' } as const)
      : await send(ports, held, { reference, ...reach, ...content, at: now });
  if (sending?.outcome !== 'refused') return sending && { ...sending, at: now };
  await passOn(ports, message, now);
  return { outcome: 'undeliverable', at: now };
};

/**
 * Sends a message that is held, or passes it on when it cannot be delivered; then its alerts are
 * done. What failed and may pass is given back, to be tried again later. Interrupted anywhere, it is
 * done again under the same reference. False when it was given back. Throws at a fault of the store.
 */
export const deliverMessage = async (
  ports: SendPorts,
  held: Hold,
  now: Instant,
): Promise<boolean> => {
  if (held.message.end === null) {
    const end = await endOf(ports, held, now);
    if (end === null) return false;
    await changeMessage(ports, held.message.reference, (message) => ({ ...message, end }));
  }
  await ports.alerts.finish(held);
  return true;
};
