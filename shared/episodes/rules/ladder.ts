import type { LadderLevel } from '../../directory/ladder.ts';
import type { AuthoritySettings } from '../../directory/settings.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Episode } from '../episode.ts';
import type { Plan, RaisedLevel } from '../escalation.ts';
import { type Climb, findFirstLevel, findPassedPlan, type NextLevel } from './climb.ts';
import { createMissingClimb, isOutdatedOfMissing, type MissingEpisode } from './missing-ladder.ts';
import { createTaskClimb, isOutdatedOfTask } from './task-ladder.ts';

/** An episode can climb two ladders: that of a child who is missing, and that of the return home interview. */
export type ClimbingEpisode = MissingEpisode & Pick<Episode, 'task'>;

export type LadderSettings = Pick<AuthoritySettings, 'ladder' | 'missingLadder' | 'quietHours'>;

const listClimbs = (
  episode: ClimbingEpisode,
  raised: readonly RaisedLevel[],
  settings: LadderSettings,
): readonly Climb[] => {
  const { task } = episode;
  const missing = createMissingClimb(episode, raised, settings.missingLadder);
  return [
    ...(missing === null ? [] : [missing]),
    ...(task === null ? [] : [createTaskClimb(task, raised, settings)]),
  ];
};

/** The level of this name in either ladder; undefined when the authority has it no more. */
export const findLevel = (
  { ladder, missingLadder }: Pick<LadderSettings, 'ladder' | 'missingLadder'>,
  name: string,
): LadderLevel | undefined => [...ladder, ...missingLadder].find(({ level }) => level === name);

/**
 * The next level to raise, and when. Depends only on what is recorded, so any number of sweeps, on
 * time or late, raise the same. Null when neither ladder has anything left.
 */
export const findNextLevel = (
  episode: ClimbingEpisode,
  raised: readonly RaisedLevel[],
  settings: LadderSettings,
): NextLevel | null =>
  listClimbs(episode, raised, settings)
    .flatMap((climb) => findFirstLevel(climb) ?? [])
    .reduce<NextLevel | null>(
      (first, coming) => (first === null || coming.at < first.at ? coming : first),
      null,
    );

/** Of a level that repeats, the latest time is kept with the episode, and those that somebody acknowledged. */
export const addRaised = (
  raised: readonly RaisedLevel[],
  added: RaisedLevel,
  settings: LadderSettings,
): readonly RaisedLevel[] => {
  const repeats = findLevel(settings, added.level)?.repeatEveryHours != null;
  const isKept = ({ level, acknowledged }: RaisedLevel): boolean =>
    !repeats || level !== added.level || acknowledged !== null;
  return [...raised.filter(isKept), added];
};

/** Whether nothing is left to acknowledge of a level: what it was raised for is over, or counts from another time now. */
export const isOutdated = (
  episode: ClimbingEpisode,
  raised: RaisedLevel,
  { ladder }: LadderSettings,
): boolean => {
  if (raised.reportedAt !== null) return isOutdatedOfMissing(episode, raised);
  return episode.task !== null && isOutdatedOfTask(episode.task, raised, ladder);
};

/** The plan whose day had passed by then, of those that count now for what the level is about. */
export const findPlanPassedBy = (
  episode: ClimbingEpisode,
  { at, reportedAt }: Pick<RaisedLevel, 'at' | 'reportedAt'>,
  raised: readonly RaisedLevel[],
  settings: LadderSettings,
): Plan | null => {
  const { task } = episode;
  const climb =
    reportedAt === null
      ? task && createTaskClimb(task, raised, settings)
      : createMissingClimb(episode, raised, settings.missingLadder);
  return climb && findPassedPlan(climb, at);
};

/**
 * All levels to raise by `now`, in order, each as if a sweep had run at its own instant. A late run
 * uses only what had been recorded by then: an attempt, allocation or acknowledgement after the
 * level's instant does not undo it. Levels that no longer matter are not raised: those of a task
 * that is not open now, of a former due time, of a return that is now confirmed, or of an earlier
 * unallocated period.
 */
export const listDueLevels = (
  episode: ClimbingEpisode,
  raised: readonly RaisedLevel[],
  settings: LadderSettings,
  now: Instant,
): readonly RaisedLevel[] => {
  const due: RaisedLevel[] = [];
  let known = raised;
  for (;;) {
    const next = findNextLevel(episode, known, settings);
    if (next === null || next.at > now) return due;
    const level = { ...next, raisedAt: now, acknowledged: null };
    due.push(level);
    known = addRaised(known, level, settings);
  }
};
