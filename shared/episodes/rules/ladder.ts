import { addMs, HOUR_MS, type Instant } from '../../kernel/instant.ts';
import type { Ladder, LadderLevel } from '../../directory/ladder.ts';
import type { RhiTask } from '../task.ts';
import { createEscalationId, type RaisedLevel } from '../escalation.ts';

export type NextLevel = Omit<RaisedLevel, 'raisedAt' | 'acknowledged'>;

const chooseLater = (a: Instant, b: Instant | null): Instant => (b !== null && b > a ? b : a);

/** Exactly due is on time, so a level at the due time is raised one millisecond later. */
const readOffset = ({ from, afterHours }: LadderLevel): number =>
  from === 'due' && afterHours === 0 ? 1 : afterHours * HOUR_MS;

const hasSameDeadline = (task: RhiTask, raised: RaisedLevel): boolean =>
  raised.dueAt === task.dueAt;

const findRaised = (
  level: string,
  task: RhiTask,
  raised: readonly RaisedLevel[],
): RaisedLevel | undefined =>
  raised.find((one) => one.level === level && hasSameDeadline(task, one));

const findStart = (
  level: LadderLevel,
  task: RhiTask,
  raised: readonly RaisedLevel[],
): Instant | null => {
  switch (level.from) {
    case 'found':
      return task.foundAt;
    case 'opening':
      return task.unallocated?.since ?? null;
    case 'return':
      return task.returnedAt;
    case 'due':
      return task.dueAt;
    default:
      return findRaised(level.from, task, raised)?.at ?? null;
  }
};

/**
 * Never before the due time was known, nor while the task was not open. A late message about a
 * return, or a reopened task, makes past levels due then, one after the other.
 */
const findEarliestTime = (level: LadderLevel, { openSince, dueKnownAt }: RhiTask): Instant =>
  level.from === 'return' || level.from === 'due' ? chooseLater(openSince, dueKnownAt) : openSince;

/** A reminder is not repeated for a time that had passed when the deadline was corrected. */
const isReminder = (level: LadderLevel): boolean =>
  level.from === 'return' || (level.from === 'due' && level.afterHours < 0);

const wasRaised = (
  level: LadderLevel,
  task: RhiTask,
  raised: readonly RaisedLevel[],
  nominal: Instant,
): boolean => {
  const before = raised.filter((one) => one.level === level.level);
  if (level.from === 'found' || level.from === 'opening') return before.length > 0;
  if (before.some((one) => hasSameDeadline(task, one))) return true;
  const passed = task.dueKnownAt !== null && nominal < task.dueKnownAt;
  return isReminder(level) && passed && before.length > 0;
};

const isAcknowledgedBy = (
  levels: readonly string[],
  task: RhiTask,
  raised: readonly RaisedLevel[],
  at: Instant,
): boolean =>
  levels.some((level) => {
    const acknowledged = findRaised(level, task, raised)?.acknowledged;
    return acknowledged != null && acknowledged.at <= at;
  });

/** Uses only what was recorded by that instant, however late the sweep. */
const isMetAt = (
  level: LadderLevel,
  task: RhiTask,
  raised: readonly RaisedLevel[],
  at: Instant,
): boolean => {
  if (isAcknowledgedBy(level.stoppedBy, task, raised, at)) return false;
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
    case 'no-outcome':
      return true;
    case 'unacknowledged':
      return !isAcknowledgedBy([level.from], task, raised, at);
  }
};

const isTooLate = (level: LadderLevel, { dueAt }: RhiTask, at: Instant): boolean =>
  level.from === 'due' && level.afterHours < 0 && dueAt !== null && at > dueAt;

const findComing = (
  level: LadderLevel,
  task: RhiTask,
  raised: readonly RaisedLevel[],
): NextLevel | null => {
  const base = findStart(level, task, raised);
  if (base === null) return null;
  const nominal = addMs(base, readOffset(level));
  const at = chooseLater(nominal, findEarliestTime(level, task));
  if (wasRaised(level, task, raised, nominal) || isTooLate(level, task, at)) return null;
  if (!isMetAt(level, task, raised, at)) return null;
  const { taskId, dueVersion, dueAt } = task;
  const escalationId = createEscalationId(taskId, { dueAt, level: level.level });
  return { escalationId, level: level.level, dueVersion, dueAt, at };
};

/**
 * The next level to raise, and when. Depends only on what is recorded, so any number of sweeps, on
 * time or late, raise the same. Null when the task is not open or the ladder has nothing left.
 */
export const findNextLevel = (
  task: RhiTask | null,
  raised: readonly RaisedLevel[],
  ladder: Ladder,
): NextLevel | null => {
  if (task?.state !== 'open') return null;
  return ladder
    .flatMap((level) => findComing(level, task, raised) ?? [])
    .reduce<NextLevel | null>(
      (first, coming) => (first === null || coming.at < first.at ? coming : first),
      null,
    );
};

/**
 * All levels to raise by `now`, in order, each as if a sweep had run at its own instant. A late run
 * uses only what had been recorded by then: an attempt, allocation or acknowledgement after the
 * level's instant does not undo it. Levels that no longer matter are not raised: those of a task
 * that is not open now, of a former due time, of a return that is now confirmed, or of an earlier
 * unallocated period.
 */
export const listDueLevels = (
  task: RhiTask | null,
  raised: readonly RaisedLevel[],
  ladder: Ladder,
  now: Instant,
): readonly RaisedLevel[] => {
  const due: RaisedLevel[] = [];
  for (;;) {
    const next = findNextLevel(task, [...raised, ...due], ladder);
    if (next === null || next.at > now) return due;
    due.push({ ...next, raisedAt: now, acknowledged: null });
  }
};
