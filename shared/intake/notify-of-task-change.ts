import { type Alert, createAlert } from '../alerts/alert.ts';
import type { ChangeCause } from '../casework/allocate-by-policy.ts';
import { findAuthoritySettings } from '../directory/directory.ts';
import { chooseEscalationRecipients } from '../directory/escalation-recipients.ts';
import { findEarliestSendTime, type QuietHours } from '../directory/quiet-hours.ts';
import { readStaff, type StaffDependencies } from '../directory/staff-store.ts';
import type { StaffRole } from '../directory/staff.ts';
import type { Episode, StoredEpisode } from '../episodes/episode.ts';
import { turnsAdultBetween } from '../episodes/rules/age.ts';
import { readTaskClock } from '../episodes/rules/deadline.ts';
import type { RhiTask } from '../episodes/task.ts';
import type { Instant } from '../kernel/instant.ts';

type ChangeKind = 'withdrawn' | 'reopened' | 'deadline-earlier' | 'held-late' | 'turns-18';

/** An interview that was held in time by what police said before, and is late or not measurable by what they say now. */
const isHeldLateNow = (before: RhiTask, after: RhiTask, now: Instant): boolean => {
  const [was, is] = [before, after].map((task) => readTaskClock(task, now).state);
  return was === 'met' && (is === 'late' || is === 'not-measurable');
};

/** What changed about a task that whoever has it must hear of at once. A child who was found dead has a message of its own. */
const findChange = (before: RhiTask, after: RhiTask, now: Instant): ChangeKind | null => {
  switch (`${before.state} to ${after.state}`) {
    case 'open to withdrawn':
      return 'withdrawn';
    case 'withdrawn to open':
      return 'reopened';
    case 'open to open':
      return isEarlier(after.dueAt, before.dueAt) ? 'deadline-earlier' : null;
    case 'closed to closed':
      return isHeldLateNow(before, after, now) ? 'held-late' : null;
    default:
      return null;
  }
};

const isEarlier = (a: Instant | null, b: Instant | null): boolean =>
  a !== null && b !== null && a < b;

const turnsAdultInTime = ({ child, task }: Episode, now: Instant): boolean =>
  task?.state === 'open' && task.dueAt !== null && turnsAdultBetween(child, now, task.dueAt);

const listChanges = (
  before: Episode | null,
  after: Episode,
  { now, isAllocated }: { readonly now: Instant; readonly isAllocated: boolean },
): readonly ChangeKind[] => {
  if (after.task === null || after.task.withdrawn?.reason === 'deceased') return [];
  const change =
    before === null || before.task === null || isAllocated
      ? null
      : findChange(before.task, after.task, now);
  const turns = turnsAdultInTime(after, now) && (before === null || !turnsAdultInTime(before, now));
  return [...(change === null ? [] : [change]), ...(turns ? ['turns-18' as const] : [])];
};

/** Whoever has the task; without one, the next role up. */
const RECIPIENTS: Readonly<Record<ChangeKind, readonly StaffRole[]>> = {
  withdrawn: ['practitioner'],
  reopened: ['practitioner'],
  'deadline-earlier': ['practitioner', 'team-manager'],
  'held-late': ['practitioner', 'team-manager'],
  'turns-18': ['practitioner'],
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

interface ChangedEpisode {
  readonly previous: StoredEpisode | null;
  readonly next: StoredEpisode;
  /** By the policy, with this change: whoever has it now gets it as a new task. */
  readonly isAllocated: boolean;
}

/**
 * Alerts whoever has the task, at once, that it is withdrawn, open again, or due earlier, that its interview is late by
 * what police say now, or that the child turns 18 before the deadline.
 */
export const notifyOfTaskChange = async (
  dependencies: StaffDependencies,
  { force, id, receivedAt: now }: ChangeCause,
  { previous, next, isAllocated }: ChangedEpisode,
): Promise<readonly Alert[]> => {
  const { task, responsibleAuthority: authority } = next.episode;
  const kinds = listChanges(previous?.episode ?? null, next.episode, { now, isAllocated });
  if (task === null || kinds.length === 0) return [];
  const { practitioners } = await readStaff(dependencies, authority);
  const settings = findAuthoritySettings(dependencies.directory, authority);
  const quietHours = chooseQuietHours(task, settings.quietHours, now);
  return kinds.flatMap((kind) => {
    const common = { cause: `${kind}#${force}#${id}`, authority, kind, task, quietHours };
    return chooseEscalationRecipients(RECIPIENTS[kind], task, practitioners).map(
      ({ practitionerId: recipient }) =>
        createAlert({ ...common, recipient, wakesSender: true }, now),
    );
  });
};

/** Alerts the manager of the team that had an open task whose episode is another authority's now. */
export const notifyOfMove = async (
  dependencies: StaffDependencies,
  { force, id, receivedAt: now }: ChangeCause,
  previous: StoredEpisode | null,
  next: StoredEpisode,
): Promise<readonly Alert[]> => {
  const { task = null, responsibleAuthority: authority = '' } = previous?.episode ?? {};
  if (task?.state !== 'open' || next.episode.responsibleAuthority === authority) return [];
  const { practitioners } = await readStaff(dependencies, authority);
  const settings = findAuthoritySettings(dependencies.directory, authority);
  const quietHours = chooseQuietHours(task, settings.quietHours, now);
  const common = { cause: `moved#${force}#${id}`, authority, task, quietHours };
  return chooseEscalationRecipients(['team-manager'], task, practitioners).map(
    ({ practitionerId: recipient }) =>
      createAlert({ ...common, kind: 'moved-away', recipient, wakesSender: true }, now),
  );
};
