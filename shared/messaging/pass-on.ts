import type { AuthoritySettings } from '../directory/authority.ts';
import { findAuthoritySettings } from '../directory/default-settings.ts';
import type { Instant } from '../kernel/instant.ts';
import { STAFF_ROLES, type StaffRole } from '../directory/person.ts';
import type { TaskInMessage } from './personalisation.ts';
import type { Practitioner } from '../directory/practitioner.ts';
import type { Alert, AlertKind } from '../alerts/alert.ts';
import type { MessageRecord } from './messages.ts';
import { createStaffOf } from '../directory/staff-of-run.ts';
import { alertOf } from '../alerts/alert-of.ts';
import type { ReachPorts } from './alert-ports.ts';
import { digestTasks } from './digest-tasks.ts';
import { reachOf } from './contact-route.ts';
import { isBreachAlert } from '../escalation/escalate-task.ts';

const inRole = (
  role: StaffRole,
  person: Practitioner | undefined,
  reachable: readonly Practitioner[],
): readonly Practitioner[] =>
  reachable.filter(
    (one) =>
      one.role === role &&
      (role !== 'team-manager' || one.teams.some((team) => person?.teams.includes(team))),
  );

/**
 * Who is told instead of somebody who cannot be reached: the managers of their teams, else the next
 * higher role in which anybody can be reached. Always a higher role than theirs, so that it comes to
 * an end: nobody is above a director.
 */
export const whoIsToldInstead = (
  recipient: string,
  staff: readonly Practitioner[],
): readonly Practitioner[] => {
  const person = staff.find(({ practitionerId }) => practitionerId === recipient);
  const reachable = staff.filter((one) => reachOf(one) !== null);
  const above = STAFF_ROLES.slice(STAFF_ROLES.indexOf(person?.role ?? 'practitioner') + 1);
  return (
    above.map((role) => inRole(role, person, reachable)).find((people) => people.length > 0) ?? []
  );
};

interface PassedOn {
  readonly cause: string;
  readonly kind: AlertKind;
  readonly task: TaskInMessage;
  readonly atAnyHour: boolean;
}

const tasksOf = (alerts: readonly Alert[]): readonly TaskInMessage[] => {
  const about = alerts.flatMap(({ taskId, dueAt }) => (taskId === null ? [] : [{ taskId, dueAt }]));
  return [...new Map(about.map((task) => [task.taskId, task])).values()];
};

/** That it was not delivered, once a task; and each breach of it, for somebody has to know it. */
const passedOn = (
  { reference, alerts }: MessageRecord,
  tasks: readonly TaskInMessage[],
  { ladder }: AuthoritySettings,
): readonly PassedOn[] => {
  const breaches = alerts.filter(({ kind }) => isBreachAlert(kind, ladder));
  const late = new Set(breaches.map(({ taskId }) => taskId));
  const notDelivered = tasks.map((task) => ({
    cause: `undeliverable/${reference}/${task.taskId}`,
    kind: 'undeliverable' as const,
    task,
    atAnyHour: late.has(task.taskId),
  }));
  const climbing = breaches.flatMap(({ alertId, kind, taskId, dueAt }) =>
    taskId === null
      ? []
      : [{ cause: `passed-on/${alertId}`, kind, task: { taskId, dueAt }, atAnyHour: true }],
  );
  return [...notDelivered, ...climbing];
};

/**
 * Tells those above that a message cannot be delivered, and of the breaches that it was about. A
 * digest stands for its most urgent task. It may be done again: the same alerts come of it.
 */
export const passOn = async (
  ports: ReachPorts,
  message: MessageRecord,
  now: Instant,
): Promise<void> => {
  const authority = message.alerts[0]?.authority ?? '';
  const settings = findAuthoritySettings(ports.directory, authority);
  const staff = await createStaffOf(ports)(authority);
  const person = staff.find(({ practitionerId }) => practitionerId === message.recipient);
  const named = tasksOf(message.alerts);
  const isDigest = named.length === 0 && person !== undefined;
  const tasks = isDigest ? (await digestTasks(ports, person, now)).slice(0, 1) : named;
  const alerts = whoIsToldInstead(message.recipient, staff).flatMap(({ practitionerId }) =>
    passedOn(message, tasks, settings).map(({ atAnyHour, ...about }) => ({
      ...alertOf(
        {
          ...about,
          recipient: practitionerId,
          authority,
          quietHours: atAnyHour ? null : settings.quietHours,
          wakes: true,
        },
        now,
      ),
      // The same item also when it is done again later.
      raisedAt: message.begunAt,
    })),
  );
  await ports.alerts.add(alerts);
  ports.reportUndeliverable(message.reference);
};
