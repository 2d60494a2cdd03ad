import type { EpisodeStore } from '../episodes/episode-store.ts';
import type { Alert } from '../alerts/alert.ts';
import { type Directory, findAuthoritySettings } from '../directory/directory.ts';
import { createStaffReader, type StaffStore } from '../directory/staff-store.ts';
import type { LadderLevel } from '../directory/ladder.ts';
import { type Practitioner, STAFF_ROLES } from '../directory/staff.ts';
import type { RhiTask } from '../episodes/task.ts';
import { addMs, HOUR_MS, type Instant } from '../kernel/instant.ts';
import type { ListedTask } from './task-groups.ts';
import { isUrgentAlert } from '../escalation/escalate-task.ts';
import type { TaskAlert } from './compose-message.ts';
import type { Holder } from './personalisation.ts';
import type { AuthoritySettings } from '../directory/settings.ts';
import { findLevel } from '../episodes/rules/ladder.ts';
import { isMissing } from '../episodes/rules/missing-ladder.ts';
import { isDeceased } from '../episodes/deceased-mark.ts';
import { type StoredEpisode, toEpisodeId } from '../episodes/episode.ts';
import pMap from 'p-map';

interface Dependencies {
  readonly episodes: Pick<EpisodeStore, 'readState' | 'readEscalation'>;
  readonly staff: Pick<StaffStore, 'read'>;
  readonly directory: Directory;
}

const AT_ONCE = 20;

type AlertOfTask = Alert & { readonly taskId: string };
type States = ReadonlyMap<string, StoredEpisode>;

const readStates = async (
  { episodes }: Dependencies,
  alerts: readonly AlertOfTask[],
  known: States = new Map(),
): Promise<States> => {
  const states = new Map(known);
  const read = async (taskId: string): Promise<void> => {
    const stored = await episodes.readState(toEpisodeId(taskId));
    if (stored !== null) states.set(taskId, stored);
  };
  const taskIds = new Set(alerts.map(({ taskId }) => taskId).filter((id) => !known.has(id)));
  await pMap(taskIds, read, { concurrency: AT_ONCE });
  return states;
};

/** A level follows its report, or its due time, when a late message moves that to another episode of the reference. */
const followEscalations = async (
  { episodes }: Dependencies,
  alerts: readonly AlertOfTask[],
  states: States,
): Promise<readonly AlertOfTask[]> => {
  const follow = async (alert: AlertOfTask): Promise<AlertOfTask> => {
    const { escalationId, taskId } = alert;
    const raised = states.get(taskId)?.raised ?? [];
    if (escalationId === undefined || raised.some((one) => one.escalationId === escalationId))
      return alert;
    const escalation = await episodes.readEscalation(escalationId);
    return escalation === null ? alert : { ...alert, taskId: escalation.taskId };
  };
  return pMap(alerts, follow, { concurrency: AT_ONCE });
};

const NEVER_OUTDATED: readonly Alert['kind'][] = [
  'handed-back',
  'acknowledged',
  'undeliverable',
  'work-moved',
];

/** Nobody gets a message that speaks of an interview when the child was found dead (police contract). */
const isOfDeceased = ({ episode: { task } }: StoredEpisode): boolean =>
  task?.withdrawn?.reason === 'deceased';

const NAMES_HOLDER: readonly Alert['kind'][] = ['no-longer-yours', 'moved-away'];

/** Nobody is told that a task is theirs when it is not, nor that it is not when it is. */
const OF_HOLDER: readonly Alert['kind'][] = ['new-task', 'reallocated'];

const isWith = ({ recipient, authority }: Alert, stored: StoredEpisode | null): boolean =>
  stored !== null &&
  stored.episode.responsibleAuthority === authority &&
  stored.episode.task?.allocation?.practitioner === recipient;

/** Null for a level of the ladder, and for what is news only while the task is open. */
const isStillTrue = (alert: Alert, stored: StoredEpisode | null): boolean | null => {
  const { kind } = alert;
  const state = stored?.episode.task?.state;
  if (kind === 'no-longer-yours') return !isWith(alert, stored);
  if (kind === 'moved-away') return stored?.episode.responsibleAuthority !== alert.authority;
  if (kind === 'withdrawn') return state === 'withdrawn';
  if (kind === 'held-late') return state === 'closed';
  if (NEVER_OUTDATED.includes(kind)) return true;
  return OF_HOLDER.includes(kind) ? state === 'open' && isWith(alert, stored) : null;
};

/** Quiet hours held it back until after the deadline of which it was to remind: the breach tells. */
const isHeldTooLong = (
  { from, afterHours }: LadderLevel,
  sendAt: Instant,
  task: RhiTask,
): boolean => from === 'due' && afterHours < 0 && task.dueAt !== null && sendAt > task.dueAt;

const IS_SO: Readonly<
  Partial<Record<LadderLevel['when'], (task: RhiTask, alert: Alert) => boolean>>
> = {
  'return-unconfirmed': ({ state, returnedAt }) => state !== 'withdrawn' && returnedAt === null,
  unallocated: ({ state, allocation }) =>
    state === 'open' && (allocation?.practitioner ?? null) === null,
  'no-attempt': ({ state, triedAt }) => state === 'open' && triedAt === null,
  'appointment-unrecorded': ({ state, booking }, { raisedAt }) =>
    state === 'open' && booking !== null && booking.at <= raisedAt,
};

/** A level whose condition no longer holds has nothing to say, though it was due when it was raised. */
const isStillDue = (alert: Alert, task: RhiTask, settings: AuthoritySettings): boolean => {
  const { kind, sendAt } = alert;
  const level = typeof kind === 'string' ? undefined : findLevel(settings, kind.level);
  if (level === undefined) return task.state === 'open';
  if (isHeldTooLong(level, sendAt, task)) return false;
  return IS_SO[level.when]?.(task, alert) ?? task.state === 'open';
};

/** The level that follows this one if nobody acknowledges it, with the role it goes to first. */
const findNextUp = (
  { kind, authority }: AlertOfTask,
  stored: StoredEpisode | null,
  { directory }: Dependencies,
): ListedTask['goesUp'] => {
  if (typeof kind === 'string' || stored === null) return null;
  const { ladder, missingLadder } = findAuthoritySettings(directory, authority);
  const raised = stored.raised.findLast(({ level }) => level === kind.level);
  const next = [...ladder, ...missingLadder].find(
    ({ from, when }) => from === kind.level && when === 'unacknowledged',
  );
  const to = STAFF_ROLES.find((role) => next?.to.includes(role));
  if (raised === undefined || raised.acknowledged !== null) return null;
  return next === undefined || to === undefined
    ? null
    : { to, at: addMs(raised.at, next.afterHours * HOUR_MS) };
};

/** A level of the ladder of a missing child, whatever ladder the authority has now. */
const isAboutMissing = ({ kind }: Alert, stored: StoredEpisode | null): boolean =>
  typeof kind === 'object' &&
  (stored?.raised ?? []).some(
    ({ level, reportedAt }) => level === kind.level && reportedAt !== null,
  );

const isLevelOfMissing = ({ kind }: Alert, { missingLadder }: AuthoritySettings): boolean =>
  typeof kind === 'object' && missingLadder.some(({ level }) => level === kind.level);

/** Null unless the alert is of a level about a missing child. */
const isStillMissing = (
  alert: AlertOfTask,
  stored: StoredEpisode | null,
  settings: AuthoritySettings,
): boolean | null => {
  if (stored !== null && isAboutMissing(alert, stored)) return isMissing(stored.episode);
  return isLevelOfMissing(alert, settings) ? false : null;
};

const isNeeded = (
  alert: AlertOfTask,
  stored: StoredEpisode | null,
  { directory }: Dependencies,
): boolean => {
  const { kind, authority } = alert;
  if (kind === 'found-dead') return stored !== null && isDeceased(stored);
  if (stored !== null && isOfDeceased(stored)) return false;
  const settings = findAuthoritySettings(directory, authority);
  const task = stored?.episode.task ?? null;
  return (
    isStillMissing(alert, stored, settings) ??
    isStillTrue(alert, stored) ??
    (isUrgentAlert(kind, settings) || (task !== null && isStillDue(alert, task, settings)))
  );
};

/** The colleague who has the task, or the authority whose it is now. Null when nobody of this authority has it yet. */
const findHolder = (
  { authority }: Alert,
  stored: StoredEpisode | null,
  { authorities }: Directory,
  staff: readonly Practitioner[],
): Holder => {
  if (stored === null) return null;
  const { responsibleAuthority, task } = stored.episode;
  if (responsibleAuthority !== authority)
    return authorities.find(({ code }) => code === responsibleAuthority) ?? null;
  const holder = task?.allocation?.practitioner ?? null;
  return staff.find(({ practitionerId }) => practitionerId === holder) ?? null;
};

/**
 * The alerts that are still needed, with what is true of their task now: its deadline, what was done, who has it. An
 * alert of a new task or of a level of the ladder is dropped when its task is no longer open, or what it says is no longer
 * so, one that somebody has a task when they have it no more. A breach is dropped only when the child was found dead, and that one when police say
 * otherwise since.
 */
export const dropOutdatedAlerts = async (
  dependencies: Dependencies,
  alerts: readonly Alert[],
): Promise<readonly TaskAlert[]> => {
  const raisedFor = alerts.filter((alert): alert is AlertOfTask => alert.taskId !== null);
  const statesBefore = await readStates(dependencies, raisedFor);
  const ofTasks = await followEscalations(dependencies, raisedFor, statesBefore);
  const states = await readStates(dependencies, ofTasks, statesBefore);
  const readStaff = createStaffReader(dependencies);
  const needed = ofTasks.filter((alert) =>
    isNeeded(alert, states.get(alert.taskId) ?? null, dependencies),
  );
  return Promise.all(
    needed.map(async (alert) => {
      const stored = states.get(alert.taskId) ?? null;
      const task = stored?.episode.task ?? null;
      const staff = NAMES_HOLDER.includes(alert.kind)
        ? (await readStaff(alert.authority)).practitioners
        : [];
      const holder = findHolder(alert, stored, dependencies.directory, staff);
      const goesUp = findNextUp(alert, stored, dependencies);
      const missingSince =
        stored !== null && isAboutMissing(alert, stored) ? stored.episode.reportedAt : null;
      return {
        ...alert,
        ...(task !== null && { dueAt: task.dueAt }),
        work: task,
        holder,
        goesUp,
        missingSince,
      };
    }),
  );
};
