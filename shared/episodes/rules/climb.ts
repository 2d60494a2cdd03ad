import { addMs, HOUR_MS, type Instant } from '../../kernel/instant.ts';
import type { Ladder, LadderLevel } from '../../directory/ladder.ts';
import { findPlanEnd, listPlans, type Plan, type RaisedLevel } from '../escalation.ts';

export type NextLevel = Omit<RaisedLevel, 'raisedAt' | 'acknowledged'>;

/** What the levels of one ladder of an episode count from, and what they depend on. */
export interface Climb {
  readonly ladder: Ladder;
  /** What was raised since the ladder began, for the times that hold now: all that levels refer to. */
  readonly raised: readonly RaisedLevel[];
  /** When the clock of a level started; null while it does not run, or the level counts from another one. */
  readonly findStart: (level: LadderLevel) => Instant | null;
  /** When it is raised of the moment that it counts: never before what it is about could be known. */
  readonly findMoment: (level: LadderLevel, nominal: Instant) => Instant;
  /** Uses only what was recorded by that instant, however late the sweep. */
  readonly isMetAt: (level: LadderLevel, at: Instant) => boolean;
  /** Whether the level was raised before the ladder began anew, and is not to be said twice. */
  readonly wasSaid: (level: LadderLevel, nominal: Instant) => boolean;
  readonly identify: (level: string) => Omit<NextLevel, 'level' | 'at'>;
}

export const chooseLater = (a: Instant, b: Instant | null): Instant =>
  b !== null && b > a ? b : a;

/** Exactly due is on time, so a level at the due time is raised one millisecond later. */
const readOffset = ({ from, afterHours }: LadderLevel): number =>
  from === 'due' && afterHours === 0 ? 1 : afterHours * HOUR_MS;

/** Those of one level, the first first. */
const listRaised = ({ raised }: Climb, level: string): readonly RaisedLevel[] =>
  raised.filter((one) => one.level === level).sort((a, b) => (a.at < b.at ? -1 : 1));

/** How long a plan holds levels back: until its day is over, or another plan is made in its place. */
interface Pause {
  readonly plan: Plan;
  readonly until: Instant;
  /** Its day ended while it was the plan. */
  readonly isPassed: boolean;
}

const readPause = (plan: Plan, next: Plan | undefined): Pause => {
  const end = findPlanEnd(plan);
  return next !== undefined && next.at < end
    ? { plan, until: next.at, isPassed: false }
    : { plan, until: end, isPassed: true };
};

const listPauses = (climb: Climb, levels: readonly string[] | null): readonly Pause[] =>
  climb.raised
    .filter(({ level }) => levels === null || levels.includes(level))
    .flatMap(({ acknowledged }) => (acknowledged === null ? [] : [listPlans(acknowledged)]))
    .flatMap((plans) => plans.map((plan, index) => readPause(plan, plans[index + 1])));

const findCover = (pauses: readonly Pause[], at: Instant): Pause | undefined =>
  pauses.find(({ plan, until }) => plan.at <= at && at < until);

/** What a plan holds back comes when its day is over, if no other plan was made by then. */
const skipPauses = (pauses: readonly Pause[], at: Instant): Instant => {
  const pause = findCover(pauses, at);
  return pause === undefined ? at : skipPauses(pauses, pause.until);
};

/** Plans whose day ended with no other plan to follow, the first first. */
const listPassed = (climb: Climb): readonly Pause[] => {
  const pauses = listPauses(climb, null);
  return pauses
    .filter(({ isPassed, until }) => isPassed && findCover(pauses, until) === undefined)
    .sort((a, b) => (a.until < b.until ? -1 : 1));
};

/** The latest plan whose day had passed by then. */
export const findPassedPlan = (climb: Climb, at: Instant): Plan | null =>
  listPassed(climb).findLast(({ until }) => until <= at)?.plan ?? null;

/** The ends of planned days, or when the clock started or the level before was raised. */
const listStarts = (level: LadderLevel, climb: Climb): readonly Instant[] => {
  if (level.from === 'plan') return listPassed(climb).map(({ until }) => until);
  const start = climb.findStart(level) ?? listRaised(climb, level.from)[0]?.at ?? null;
  return start === null ? [] : [start];
};

/** A plan can pass again, and an appointment be made anew: the level is raised again for each. */
const RENEWED_CLOCKS: readonly string[] = ['plan', 'appointment'];

/** The instant that it counts from this time, before anything holds it back. Null when it is not to be raised again. */
const findNominal = (level: LadderLevel, climb: Climb): Instant | null => {
  const nominals = listStarts(level, climb).map((start) => addMs(start, readOffset(level)));
  const last = listRaised(climb, level.level).at(-1);
  if (last === undefined) return nominals[0] ?? null;
  if (RENEWED_CLOCKS.includes(level.from)) return nominals.find((one) => one > last.at) ?? null;
  const { repeatEveryHours } = level;
  return repeatEveryHours === null ? null : addMs(last.at, repeatEveryHours * HOUR_MS);
};

const isAcknowledgedAt = (climb: Climb, level: string, at: Instant): boolean =>
  listRaised(climb, level).some(
    ({ acknowledged }) => acknowledged !== null && acknowledged.at <= at,
  );

const isUnacknowledged = ({ when, from }: LadderLevel, climb: Climb, at: Instant): boolean =>
  when !== 'unacknowledged' || !isAcknowledgedAt(climb, from, at);

const findComing = (level: LadderLevel, climb: Climb): NextLevel | null => {
  const nominal = findNominal(level, climb);
  if (nominal === null || climb.wasSaid(level, nominal)) return null;
  const pauses = listPauses(climb, level.stoppedBy);
  const at = skipPauses(pauses, climb.findMoment(level, nominal));
  const isMet = isUnacknowledged(level, climb, at) && climb.isMetAt(level, at);
  return isMet ? { ...climb.identify(level.level), level: level.level, at } : null;
};

/** The level that comes first; of those at the same instant, the one that the ladder names first. */
export const findFirstLevel = (climb: Climb): NextLevel | null =>
  climb.ladder
    .flatMap((level) => findComing(level, climb) ?? [])
    .reduce<NextLevel | null>(
      (first, coming) => (first === null || coming.at < first.at ? coming : first),
      null,
    );
