import { type Alert, createAlert } from '../alerts/alert.ts';
import type { ChangeCause } from '../casework/allocate-by-policy.ts';
import { findAuthoritySettings } from '../directory/directory.ts';
import { chooseEscalationRecipients } from '../directory/escalation-recipients.ts';
import { findEarliestSendTime, type QuietHours } from '../directory/quiet-hours.ts';
import { readStaff, type StaffDependencies } from '../directory/staff-store.ts';
import type { StaffRole } from '../directory/staff.ts';
import type { StoredEpisode } from '../episodes/episode.ts';
import type { RhiTask } from '../episodes/task.ts';
import type { Instant } from '../kernel/instant.ts';

type ChangeKind = 'withdrawn' | 'reopened' | 'deadline-earlier';

/** What changed about a task that whoever has it must hear of at once. A child who was found dead has a message of its own. */
const findChange = (before: RhiTask | null, after: RhiTask): ChangeKind | null => {
  if (before === null || after.withdrawn?.reason === 'deceased') return null;
  switch (`${before.state} to ${after.state}`) {
    case 'open to withdrawn':
      return 'withdrawn';
    case 'withdrawn to open':
      return 'reopened';
    case 'open to open':
      return isEarlier(after.dueAt, before.dueAt) ? 'deadline-earlier' : null;
    default:
      return null;
  }
};

const isEarlier = (a: Instant | null, b: Instant | null): boolean =>
  a !== null && b !== null && a < b;

/** Whoever has the task; without one, the next role up. */
const RECIPIENTS: Readonly<Record<ChangeKind, readonly StaffRole[]>> = {
  withdrawn: ['practitioner'],
  reopened: ['practitioner'],
  'deadline-earlier': ['practitioner', 'team-manager'],
};

/** Quiet hours do not hold back what would come after the appointment or the deadline. */
const chooseQuietHours = (
  { booking, dueAt }: RhiTask,
  quietHours: QuietHours | null,
  now: Instant,
): QuietHours | null => {
  const sendAt = findEarliestSendTime(now, quietHours);
  return [booking?.at, dueAt].some(
    (instant) => instant != null && instant >= now && instant <= sendAt,
  )
    ? null
    : quietHours;
};

/** Alerts whoever has the task, at once, that it is withdrawn, open again, or due earlier. */
export const notifyOfTaskChange = async (
  dependencies: StaffDependencies,
  { force, id, receivedAt: now }: ChangeCause,
  previous: StoredEpisode | null,
  next: StoredEpisode,
): Promise<readonly Alert[]> => {
  const { task, responsibleAuthority: authority } = next.episode;
  const kind = task === null ? null : findChange(previous?.episode.task ?? null, task);
  if (task === null || kind === null) return [];
  const { practitioners } = await readStaff(dependencies, authority);
  const settings = findAuthoritySettings(dependencies.directory, authority);
  const quietHours = chooseQuietHours(task, settings.quietHours, now);
  const common = { cause: `${kind}#${force}#${id}`, authority, kind, task, quietHours };
  return chooseEscalationRecipients(RECIPIENTS[kind], task, practitioners).map(
    ({ practitionerId: recipient }) =>
      createAlert({ ...common, recipient, wakesSender: true }, now),
  );
};
