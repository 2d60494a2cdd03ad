import { type Alert, type AlertKind, createAlert } from '../alerts/alert.ts';
import { findAuthoritySettings } from '../directory/directory.ts';
import type { AuthoritySettings } from '../directory/settings.ts';
import { createStaffReader, type StaffStore } from '../directory/staff-store.ts';
import { isUrgentAlert } from '../escalation/escalate-task.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AlertStore } from './alert-store.ts';
import { chooseReachableManagers } from './contact-route.ts';
import { type DigestDependencies, listDigestTasks } from './digest.ts';
import type { MessageRecord } from './message.ts';
import type { MessageTask } from './personalisation.ts';
import type { ListedTask } from './task-groups.ts';
import type { Backoff } from '../kernel/system-random.ts';

export interface EscalateDependencies extends DigestDependencies {
  readonly alerts: Pick<AlertStore, 'addAlerts'>;
  readonly staff: Pick<StaffStore, 'read' | 'readCaseload'>;
  readonly backOff: Backoff;
  readonly reportUndeliverable: (reference: string) => void;
}

interface EscalatedAlert {
  readonly cause: string;
  readonly kind: AlertKind;
  readonly task: MessageTask;
  readonly ignoresQuietHours: boolean;
}

const listTasks = (alerts: readonly Alert[]): readonly MessageTask[] => {
  const tasks = alerts.flatMap(({ taskId, dueAt }) => (taskId === null ? [] : [{ taskId, dueAt }]));
  return [...new Map(tasks.map((task) => [task.taskId, task])).values()];
};

/** Of a missing child there is no task of which to say anything. */
const isOfTask = ({ group }: ListedTask): boolean => group !== 'still-missing';

const isAboutMissing = (kind: AlertKind, { missingLadder }: AuthoritySettings): boolean =>
  typeof kind === 'object' && missingLadder.some(({ level }) => level === kind.level);

/** One alert a task that the message did not arrive, and each breach and missing child in it, so that somebody knows of it. */
const listEscalatedAlerts = (
  { reference, alerts }: MessageRecord,
  tasks: readonly MessageTask[],
  settings: AuthoritySettings,
): readonly EscalatedAlert[] => {
  const missing = alerts.filter(({ kind }) => isAboutMissing(kind, settings));
  const ofMissing = new Set(missing.map(({ taskId }) => taskId));
  const breaches = alerts.filter(
    ({ kind }) => isUrgentAlert(kind, settings) || isAboutMissing(kind, settings),
  );
  const breached = new Set(breaches.map(({ taskId }) => taskId));
  const undeliverable = tasks
    .filter(({ taskId }) => !ofMissing.has(taskId))
    .map((task) => ({
      cause: `undeliverable/${reference}/${task.taskId}`,
      kind: 'undeliverable' as const,
      task,
      ignoresQuietHours: breached.has(task.taskId),
    }));
  const escalated = breaches.flatMap(({ alertId, kind, taskId, dueAt }) =>
    taskId === null
      ? []
      : [{ cause: `escalated/${alertId}`, kind, task: { taskId, dueAt }, ignoresQuietHours: true }],
  );
  return [...undeliverable, ...escalated];
};

/**
 * Notifies the recipient's managers that a message cannot be delivered, and of the breaches in it. For
 * a digest, only its most urgent task is named. If repeated, the same alerts result.
 */
export const escalateUndeliverable = async (
  dependencies: EscalateDependencies,
  message: MessageRecord,
  now: Instant,
): Promise<void> => {
  const authority = message.alerts[0]?.authority ?? '';
  const settings = findAuthoritySettings(dependencies.directory, authority);
  const { practitioners: staff } = await createStaffReader(dependencies)(authority);
  const person = staff.find(({ practitionerId }) => practitionerId === message.recipient);
  const named = listTasks(message.alerts);
  const isDigest = named.length === 0 && person !== undefined;
  const tasks = isDigest
    ? (await listDigestTasks(dependencies, person, now)).filter(isOfTask).slice(0, 1)
    : named;
  const escalated = listEscalatedAlerts(message, tasks, settings);
  const managers = chooseReachableManagers(message.recipient, staff);
  const alerts = managers.flatMap(({ practitionerId }) =>
    escalated.map(({ ignoresQuietHours, ...details }) => ({
      ...createAlert(
        {
          ...details,
          recipient: practitionerId,
          authority,
          quietHours: ignoresQuietHours ? null : settings.quietHours,
          wakesSender: true,
        },
        now,
      ),
      // The key of the item contains it: a repeat must write the same item.
      raisedAt: message.begunAt,
    })),
  );
  await dependencies.alerts.addAlerts(alerts);
  dependencies.reportUndeliverable(message.reference);
};
