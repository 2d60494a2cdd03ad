import type { Instant } from '../../kernel/instant.ts';
import type { Ladder, LadderLevel } from '../../directory/ladder.ts';
import { findLastSendTime } from '../../directory/quiet-hours.ts';
import type { AuthoritySettings } from '../../directory/settings.ts';
import { createEscalationId, type RaisedLevel } from '../escalation.ts';
import type { RhiTask } from '../task.ts';
import { chooseLater, type Climb } from './climb.ts';

const findStart = (task: RhiTask, { from }: LadderLevel): Instant | null => {
  switch (from) {
    case 'found':
      return task.foundAt;
    case 'opening':
      return task.unallocated?.since ?? null;
    case 'return':
      return task.returnedAt;
    case 'due':
      return task.dueAt;
    case 'appointment':
      return task.booking?.at ?? null;
    default:
      return null;
  }
};

/**
 * Never before the due time was known, nor while the task was not open. A late message about a
 * return, or a reopened task, makes past levels due then, one after the other.
 */
const findEarliest = (level: LadderLevel, { openSince, dueKnownAt }: RhiTask): Instant =>
  level.from === 'return' || level.from === 'due' ? chooseLater(openSince, dueKnownAt) : openSince;

type TaskLadderSettings = Pick<AuthoritySettings, 'ladder' | 'quietHours'>;

/** What comes before the deadline is no use in the middle of the night: it is said before quiet hours begin. */
const findMoment = (
  level: LadderLevel,
  nominal: Instant,
  task: RhiTask,
  { quietHours }: TaskLadderSettings,
): Instant => {
  const isBefore = level.from === 'due' && level.afterHours < 0;
  const moment = isBefore ? findLastSendTime(nominal, quietHours) : nominal;
  return chooseLater(moment, findEarliest(level, task));
};

/** They do not hang on the due time, and are raised once while the task is open. */
const isOfTask = ({ from }: LadderLevel): boolean =>
  from === 'found' || from === 'opening' || from === 'appointment';

/** A reminder is not repeated for a time that had passed when the deadline was corrected. */
const isReminder = (level: LadderLevel): boolean =>
  level.from === 'return' || (level.from === 'due' && level.afterHours < 0);

const isTooLate = (level: LadderLevel, { dueAt }: RhiTask, at: Instant): boolean =>
  level.from === 'due' && level.afterHours < 0 && dueAt !== null && at > dueAt;

const isMetAt = (level: LadderLevel, task: RhiTask, at: Instant): boolean => {
  if (isTooLate(level, task, at)) return false;
  switch (level.when) {
    case 'return-unconfirmed':
      return task.returnedAt === null;
    case 'unallocated':
      return (
        task.unallocated !== null &&
        (task.unallocated.until === null || task.unallocated.until > at)
      );
    case 'no-attempt':
      return task.triedAt === null || task.triedAt > at;
    case 'appointment-unrecorded':
      return task.booking !== null;
    case 'no-outcome':
    case 'still-missing':
    case 'unacknowledged':
      return true;
  }
};

/** With an outcome the interview is done; that the child is home has still to be confirmed. */
const chooseLadder = ({ state, returnedAt }: RhiTask, ladder: Ladder): Ladder => {
  if (state === 'open') return ladder;
  return state === 'closed' && returnedAt === null
    ? ladder.filter(({ when }) => when === 'return-unconfirmed')
    : [];
};

/** An escalation and its acknowledgement count for the due time they were raised for, until the task is opened again. */
export const createTaskClimb = (
  task: RhiTask,
  all: readonly RaisedLevel[],
  settings: TaskLadderSettings,
): Climb => {
  const { ladder } = settings;
  const present = all.filter(({ at, reportedAt }) => reportedAt === null && at >= task.openSince);
  const ofTask = new Set(ladder.filter(isOfTask).map(({ level }) => level));
  return {
    ladder: chooseLadder(task, ladder),
    raised: present.filter(({ level, dueAt }) => dueAt === task.dueAt || ofTask.has(level)),
    findStart: (level) => findStart(task, level),
    findMoment: (level, nominal) => findMoment(level, nominal, task, settings),
    isMetAt: (level, at) => isMetAt(level, task, at),
    wasSaid: (level, nominal) =>
      isReminder(level) &&
      task.dueKnownAt !== null &&
      nominal < task.dueKnownAt &&
      present.some((one) => one.level === level.level),
    identify: (level) => {
      const { taskId, dueVersion, dueAt } = task;
      const earlier = all.filter((one) => one.level === level && one.dueAt === dueAt);
      const n = Math.max(0, ...earlier.map((one) => one.n)) + 1;
      return {
        escalationId: createEscalationId(taskId, { dueAt, level, n }),
        n,
        dueVersion,
        dueAt,
        reportedAt: null,
      };
    },
  };
};

/** Whether nothing is left to acknowledge of a level: what it was raised for is over, or counts from another time now. */
export const isOutdatedOfTask = (task: RhiTask, raised: RaisedLevel, ladder: Ladder): boolean => {
  const level = ladder.find((one) => one.level === raised.level);
  if (level === undefined) return task.state !== 'open';
  if (!chooseLadder(task, ladder).includes(level) || raised.at < task.openSince) return true;
  if (level.when === 'return-unconfirmed') return task.returnedAt !== null;
  return !isOfTask(level) && raised.dueAt !== task.dueAt;
};
