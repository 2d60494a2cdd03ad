import type { Directory } from '../../shared/directory/directory.ts';
import type { StaffMember } from '../../shared/directory/staff.ts';
import type { SendDependencies } from '../../shared/messaging/deliver-message.ts';
import type { Action } from '../../shared/episodes/action.ts';
import { addMs, type Instant } from '../../shared/kernel/instant.ts';
import type { Message, SendResult } from '../../shared/messaging/message-channel.ts';
import { sendAlerts } from '../../shared/messaging/send-alerts.ts';
import { buildAllocation } from './actions.ts';
import { DIRECTORY, buildStaffMember } from './directory.ts';
import { at, buildReportedFact, buildReturnedFact } from './facts.ts';
import { type CoreStores, createMemoryStores } from './core-stores.ts';
import { type StoredEpisode, makeEpisodeId, toTaskId } from '../../shared/episodes/episode.ts';
import type { Alert } from '../../shared/alerts/alert.ts';
import { buildStoredEpisode, buildEpisodeWrite } from './returned-episodes.ts';

export const NORFOLK = 'E10000020';

/** Norwich and Broadland have a manager each; above them are one head of service and one director. */
const PEOPLE: readonly StaffMember[] = [
  buildStaffMember('p-1', { teams: ['norfolk-norwich'] }),
  buildStaffMember('p-2', { teams: ['norfolk-norwich'] }),
  buildStaffMember('m-1', { role: 'team-manager', teams: ['norfolk-norwich'] }),
  buildStaffMember('m-2', { role: 'team-manager', teams: ['norfolk-broadland'] }),
  buildStaffMember('h-1', { role: 'head-of-service' }),
  buildStaffMember('d-1', { role: 'director' }),
];

const directoryWith = (changes: Readonly<Record<string, Partial<StaffMember>>>): Directory => ({
  ...DIRECTORY,
  authorities: DIRECTORY.authorities.map((authority) => ({
    ...authority,
    people:
      authority.code === NORFOLK
        ? PEOPLE.map((one) => ({ ...one, ...changes[one.practitionerId] }))
        : [],
  })),
});

/** What the provider says to the messages of a test; `down`: nothing. */
export type Provider = 'up' | 'down' | 'refusing';

/** Who gets what, over stores in memory; a provider that knows references, as Notify does. */
export const createAlertWorld = (
  people: Readonly<Record<string, Partial<StaffMember>>> = {},
  stores: CoreStores = createMemoryStores(),
) => {
  const sent = new Map<string, Message>();
  const undeliverable: string[] = [];
  const faults: string[] = [];
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

  const ports: SendDependencies = {
    ...stores,
    directory: directoryWith(people),
    backOff: () => Promise.resolve(),
    channel: { send },
    publicUrl: 'https://homeward.example',
    reportUndeliverable: (reference) => void undeliverable.push(reference),
    reportFault: (reference) => void faults.push(reference),
  };

  /** Stores the task of one more episode, of Norwich, returned an hour later than the one before. */
  let tasks = 0;
  const addTask = async (
    actions: readonly Action[] = [buildAllocation('p-1')],
    about: Partial<StoredEpisode> = {},
    postcode = 'NR3 1AU',
  ): Promise<{ readonly taskId: string; readonly dueAt: Instant }> => {
    const returnedAt = addMs(at('2026-11-11T08:00Z'), tasks * 3_600_000);
    const reference = `NC-2026-${String((tasks += 1)).padStart(6, '0')}`;
    const fact = buildReturnedFact({ returnedAt }, { reference, id: `returned-${tasks}` });
    const missingFrom = { kind: 'home', place: { postcode } } as const;
    const report = buildReportedFact({ missingFrom }, { reference, id: `reported-${tasks}` });
    const next = { ...buildStoredEpisode([report, fact], about, actions), version: 1 };
    await stores.episodes.write({ ...buildEpisodeWrite([fact]), next });
    const taskId = toTaskId(makeEpisodeId('E23000024', reference));
    return { taskId, dueAt: addMs(returnedAt, 72 * 3_600_000) };
  };

  return {
    ports,
    stores,
    world,
    undeliverable,
    faults,
    addTask,
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
