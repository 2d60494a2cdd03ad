import { makeEpisodeId } from './ids.ts';
import type { Caller } from '../../shared/access/caller.ts';
import type { Alert } from '../../shared/alerts/alert.ts';
import { allocateTask } from '../../shared/casework/allocate-task.ts';
import { recordBooking } from '../../shared/casework/record-booking.ts';
import { recordOutcome } from '../../shared/casework/record-outcome.ts';
import { recordAbsence, withdrawAbsence } from '../../shared/directory/absences.ts';
import type { StaffMember } from '../../shared/directory/staff.ts';
import { toEpisodeId, toTaskId } from '../../shared/episodes/episode.ts';
import { addMs, DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../../shared/kernel/instant.ts';
import { toLondonDate } from '../../shared/kernel/london-time.ts';
import type { SendDependencies } from '../../shared/messaging/deliver-message.ts';
import type { Message, SendResult } from '../../shared/messaging/message-channel.ts';
import { sendAlerts } from '../../shared/messaging/send-alerts.ts';
import type { CoreStores } from './core-stores.ts';
import { createCounty } from './county.ts';
import { buildStaffMember, employ } from './directory.ts';
import { at, buildReportedFact, buildReturnedFact } from './facts.ts';
import { NORFOLK, NORFOLK_FORCE } from './messages.ts';
import { readValue } from './results.ts';
import { readMessageTemplates } from '../../infra/message-templates.ts';
import { renderMessage } from '../../shared/messaging/outbox.ts';

const TEMPLATES = readMessageTemplates();

/** Norwich and Broadland have a manager each; above them are one head of service and one director. */
const PEOPLE: readonly StaffMember[] = [
  buildStaffMember('p-1', { teams: ['norfolk-norwich'] }),
  buildStaffMember('p-2', { teams: ['norfolk-norwich'] }),
  buildStaffMember('m-1', { role: 'team-manager', teams: ['norfolk-norwich'] }),
  buildStaffMember('m-2', { role: 'team-manager', teams: ['norfolk-broadland'] }),
  buildStaffMember('h-1', { role: 'head-of-service' }),
  buildStaffMember('d-1', { role: 'director' }),
];

/** What the provider says to the messages of a test; `down`: nothing. */
export type Provider = 'up' | 'down' | 'refusing';

interface NewTask {
  /** Who takes it over at once; null leaves it unallocated. */
  readonly practitioner?: string | null;
  readonly postcode?: string;
}

const callerOf = (subject: string): Caller => ({
  subject,
  role: 'practitioner',
  authorities: [NORFOLK],
});

/** The provider of a test, which knows references, as Notify does. */
const createProvider = () => {
  const sent = new Map<string, Message>();
  const world = { provider: 'up' as Provider, sendings: 0 };
  const send = (message: Message): Promise<SendResult> => {
    world.sendings += 1;
    if (world.provider === 'down') return Promise.reject(new Error('the provider is down'));
    if (world.provider === 'refusing') {
      return Promise.resolve({ outcome: 'refused', reason: 'bad-address' });
    }
    if (!sent.has(message.reference)) sent.set(message.reference, message);
    return Promise.resolve({ outcome: 'sent', providerId: `n-${message.reference}` });
  };
  const findSent = ({ reference }: Pick<Message, 'reference'>): Promise<string | null> =>
    world.provider === 'down'
      ? Promise.reject(new Error('the provider is down'))
      : Promise.resolve(sent.has(reference) ? `n-${reference}` : null);

  return { world, sent, send, findSent };
};

/** Who gets what, in a county whose staff are changed as a test wants; `stores` replaces those of the county. */
export const createAlertWorld = (
  people: Readonly<Record<string, Partial<StaffMember>>> = {},
  stores?: CoreStores,
) => {
  const staff = PEOPLE.map((one) => ({ ...one, ...people[one.practitionerId] }));
  const county = createCounty({ directory: employ(NORFOLK, staff) });
  const { world, sent, send, findSent } = createProvider();
  const undeliverable: string[] = [];
  const faults: string[] = [];
  const ports = {
    ...county.ports,
    ...stores,
    channel: { send, findSent },
    publicUrl: 'https://homeward.example',
    reportUndeliverable: (reference: string) => void undeliverable.push(reference),
    reportFault: (reference: string) => void faults.push(reference),
  } satisfies SendDependencies;

  const requestOn = async (taskId: string) => {
    const stored = await ports.episodes.readState(toEpisodeId(taskId));
    const taskVersion = stored?.taskVersion ?? 0;
    return { key: `key-of-version-${taskVersion}`, taskVersion };
  };

  const takeOver = async (taskId: string, practitioner: string, now: Instant): Promise<void> => {
    const body = { ...(await requestOn(taskId)), practitioner };
    readValue(await allocateTask(ports, { taskId, body }, callerOf(practitioner), now));
  };

  /** A manager gives it to somebody, or to nobody. */
  const give = async (taskId: string, practitioner: string | null, now: Instant): Promise<void> => {
    const body = { ...(await requestOn(taskId)), practitioner, reason: 'The load is shared.' };
    const manager = { ...callerOf('m-1'), role: 'manager' } as const;
    readValue(await allocateTask(ports, { taskId, body }, manager, now));
  };

  /** These people are away for a week, and only while this is done. */
  const whileAway = async (
    people: readonly string[],
    now: Instant,
    work: () => Promise<void>,
  ): Promise<void> => {
    const day = toLondonDate(now);
    const away = people.map(async (practitionerId) => {
      const body = {
        key: `away-at-${now}`,
        practitionerId,
        from: day,
        until: toLondonDate(addMs(now, 7 * DAY_MS)),
      };
      return readValue(await recordAbsence(ports, body, callerOf(practitionerId))).absence;
    });
    const absences = await Promise.all(away);
    await work();
    for (const { absenceId, practitionerId } of absences) {
      readValue(await withdrawAbsence(ports, absenceId, callerOf(practitionerId)));
    }
  };

  /** Receives one more child of Norwich, who came home an hour later than the one before. */
  let tasks = 0;
  const addTask = async ({ practitioner = 'p-1', postcode = 'NR3 1AU' }: NewTask = {}) => {
    const returnedAt = addMs(at('2026-11-11T08:00Z'), tasks * HOUR_MS);
    const reference = `NC-2026-${String((tasks += 1)).padStart(6, '0')}`;
    const missingFrom = { kind: 'home', place: { postcode } } as const;
    const receivedAt = addMs(returnedAt, 10 * MINUTE_MS);
    // Nobody can be given a task while all practitioners are away.
    await whileAway(['p-1', 'p-2'], receivedAt, () =>
      county.receiveFacts(
        buildReportedFact({ missingFrom }, { reference }),
        buildReturnedFact({ returnedAt }, { reference, time: receivedAt }),
      ),
    );
    const taskId = toTaskId(makeEpisodeId(NORFOLK_FORCE, reference));
    if (practitioner !== null) await takeOver(taskId, practitioner, receivedAt);
    return { taskId, dueAt: addMs(returnedAt, 72 * HOUR_MS) };
  };

  /** The child declines the interview; the parents gave no information either. */
  const decline = async (taskId: string, now: Instant): Promise<void> => {
    const declined = {
      outcome: 'declined',
      reason: 'no-reason-given',
      parentOffered: true,
      parentGave: false,
    } as const;
    const body = { ...(await requestOn(taskId)), ...declined };
    readValue(await recordOutcome(ports, { taskId, body }, callerOf('p-1'), now));
  };

  const book = async (taskId: string, instant: Instant, now: Instant): Promise<void> => {
    const body = { ...(await requestOn(taskId)), status: 'booked', at: instant } as const;
    readValue(await recordBooking(ports, { taskId, body }, callerOf('p-1'), now));
  };

  /** What somebody reads at this moment: subject and body of each email. */
  const readEmails = async (recipient: string, now: Instant): Promise<readonly string[]> => {
    const before = sent.size;
    await sendAlerts(ports, recipient, now);
    return [...sent.values()].slice(before).map(({ template, personalisation }) => {
      const email = { template, medium: 'email' as const, personalisation };
      const { subject, body } = renderMessage(TEMPLATES, email);
      return `${String(subject)}\n${body}`;
    });
  };

  return {
    ...county,
    ports,
    readEmails,
    world,
    undeliverable,
    faults,
    addTask,
    whileAway,
    takeOver,
    give,
    decline,
    book,
    sendAlerts: (recipient: string, now: Instant) => sendAlerts(ports, recipient, now),
    messages: () => [...sent.values()],
    /** The messages by address and template, in the order of sending. */
    listSent: () => [...sent.values()].map(({ address, template }) => `${address} ${template}`),
  };
};
export type AlertWorld = ReturnType<typeof createAlertWorld>;

/** The id of a task that a test calls by a number. */
export const taskIdOf = (number: number): string =>
  `rhi-${String(number).padStart(8, '0')}${'a'.repeat(24)}`;

/** An alert to m-1 that a task is past due, unless the test says otherwise. */
export const buildAlert = (number: number, about: Partial<Alert> = {}): Alert => ({
  alertId: `al-${number}`,
  recipient: 'm-1',
  authority: 'E10000020',
  kind: { level: 'breach' },
  taskId: taskIdOf(number),
  dueAt: at(`2026-11-14T08:00:${String(number % 60).padStart(2, '0')}Z`),
  planDate: null,
  raisedAt: at('2026-11-14T08:01Z'),
  sendAt: about.raisedAt ?? at('2026-11-14T08:01Z'),
  wakesSender: false,
  ...about,
});
