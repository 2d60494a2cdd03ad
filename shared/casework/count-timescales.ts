import { HOUR_MS, type Instant, measureElapsedMs } from '../kernel/instant.ts';
import { LATE_REASONS, type LateReason, NOT_POSSIBLE_REASONS } from '../episodes/action.ts';
import type { Episode } from '../episodes/episode.ts';
import { isHeldBeforeReturn, readTaskClock, wasOfferedInTime } from '../episodes/rules/deadline.ts';
import type { RhiTask } from '../episodes/task.ts';
import {
  type Hours,
  LISTED_COUNTS,
  type ListedCount,
  type Rate,
  type TimescaleGrouping,
  type Timescales,
} from './timescales.ts';

type NotPossibleReason = (typeof NOT_POSSIBLE_REASONS)[number];

type EndState =
  | 'withdrawn'
  | 'not-measurable'
  | 'completed-in-time'
  | 'completed-late'
  | 'declined'
  | 'open'
  | 'open-late'
  | NotPossibleReason;

interface Counted {
  readonly episode: CountedEpisode;
  readonly task: RhiTask;
  readonly childId: string | null;
  readonly state: EndState;
  /** The 72 hours have passed. */
  readonly isOver: boolean;
}

const chooseNotPossibleState = (reason: string | null): NotPossibleReason =>
  NOT_POSSIBLE_REASONS.find((known) => known === reason) ?? 'other';

const readCompletedState = (task: RhiTask, now: Instant): EndState => {
  const { state } = readTaskClock(task, now);
  if (state === 'met') return 'completed-in-time';
  return state === 'late' ? 'completed-late' : 'not-measurable';
};

const readEndState = (task: RhiTask, now: Instant): EndState => {
  const { state, outcome } = task;
  if (state === 'withdrawn') return 'withdrawn';
  if (outcome === null) return readTaskClock(task, now).state === 'late' ? 'open-late' : 'open';
  if (outcome.outcome === 'completed') return readCompletedState(task, now);
  return outcome.outcome === 'declined' ? 'declined' : chooseNotPossibleState(outcome.reason);
};

const isIn =
  (...states: readonly EndState[]) =>
  ({ state }: Counted): boolean =>
    states.includes(state);

const isCompleted = isIn('completed-in-time', 'completed-late');
const isMeasured = ({ state }: Counted): boolean =>
  state !== 'withdrawn' && state !== 'not-measurable';

/** Nothing that happens from now on can make it late, or in time. */
const isMatured = (one: Counted): boolean => isMeasured(one) && (isCompleted(one) || one.isOver);

const readWish = ({ task }: Counted): string | null => task.visitNeeds?.wishedPractitioner ?? null;

/** What each number counts, so that what is behind it can be listed. */
const COUNTED: Readonly<Record<ListedCount, (one: Counted) => boolean>> = {
  episodes: ({ state }) => state !== 'withdrawn',
  offered: (one) => isMeasured(one) && one.task.offeredAt !== null,
  offeredWithin72h: (one) => isMeasured(one) && wasOfferedInTime(one.task) === true,
  completed: isCompleted,
  completedWithin72h: isIn('completed-in-time'),
  completedLate: isIn('completed-late'),
  completedBeforeReturn: ({ state, task }) =>
    state === 'completed-in-time' && isHeldBeforeReturn(task),
  notIndependent: (one) => isCompleted(one) && one.task.outcome?.independent === false,
  wished: (one) => isCompleted(one) && readWish(one) !== null,
  wishMet: (one) =>
    isCompleted(one) && readWish(one) !== null && readWish(one) === one.task.outcome?.by,
  declinedFirst: (one) => isCompleted(one) && one.task.declinedFirst !== null,
  declined: isIn('declined'),
  notPossible: isIn(...NOT_POSSIBLE_REASONS),
  open: isIn('open', 'open-late'),
  openLate: isIn('open-late'),
  notMeasurable: isIn('not-measurable'),
  withdrawn: isIn('withdrawn'),
  heldThenWithdrawn: ({ state, task }) =>
    state === 'withdrawn' && task.outcome?.outcome === 'completed',
  matured: isMatured,
};

const readInterviewId = ({ task }: Counted): string => task.outcome?.interviewId ?? task.taskId;

const countInterviews = (completed: readonly Counted[]) => {
  const held = new Set(completed.map(readInterviewId));
  const late = new Set(completed.filter(COUNTED.completedLate).map(readInterviewId));
  return { interviews: held.size, interviewsWithin72h: held.size - late.size };
};

/** Between the two values beside it, as spreadsheets do. */
const findQuantile = (sorted: readonly number[], share: number): number | null => {
  const position = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
  if (below === undefined || above === undefined) return null;
  const hours = below + (above - below) * (position - Math.floor(position));
  return Math.round(hours * 10) / 10;
};

const summariseHours = (
  counted: readonly Counted[],
  readAt: (task: RhiTask) => Instant | null,
): Hours => {
  const hours = counted
    .flatMap(({ task }) => {
      const at = readAt(task);
      return at === null || task.returnedAt === null
        ? []
        : [Math.max(0, measureElapsedMs(task.returnedAt, at) / HOUR_MS)];
    })
    .sort((a, b) => a - b);
  return {
    count: hours.length,
    lowerQuartile: findQuantile(hours, 0.25),
    median: findQuantile(hours, 0.5),
    upperQuartile: findQuantile(hours, 0.75),
  };
};

const countLateReasons = (late: readonly Counted[]): Timescales['lateReasons'] => {
  const countOf = (reason: LateReason | null): number =>
    late.filter(({ task }) => (task.outcome?.lateReason ?? null) === reason).length;
  const byReason = Object.fromEntries(
    LATE_REASONS.map((reason) => [reason, countOf(reason)]),
  ) as Record<LateReason, number>;
  return { ...byReason, notGiven: countOf(null) };
};

type Counts = Omit<Timescales, 'rates' | 'authorityAssumed'>;

const countStates = (counted: readonly Counted[]): Counts => {
  const listOf = (count: ListedCount): readonly Counted[] => counted.filter(COUNTED[count]);
  const numbers = Object.fromEntries(
    LISTED_COUNTS.map((count) => [count, listOf(count).length]),
  ) as Record<ListedCount, number>;
  const children = listOf('episodes').flatMap(({ childId }) => childId ?? []);
  return {
    ...numbers,
    children: new Set(children).size,
    notPossible: Object.fromEntries(
      NOT_POSSIBLE_REASONS.map((reason) => [reason, counted.filter(isIn(reason)).length]),
    ) as Record<NotPossibleReason, number>,
    hoursToOffer: summariseHours(listOf('offered'), ({ offeredAt }) => offeredAt),
    hoursToInterview: summariseHours(listOf('completed'), ({ outcome }) => outcome?.at ?? null),
    lateReasons: countLateReasons(listOf('completedLate')),
    ...countInterviews(listOf('completed')),
  };
};

const buildRates = (counts: Counts, counted: readonly Counted[]): Timescales['rates'] => {
  const measured = counts.episodes - counts.notMeasurable;
  const inTimeOfMatured = counted.filter(COUNTED.completedWithin72h).filter(isMatured).length;
  const buildRate = (numerator: number, denominator: number): Rate => ({ numerator, denominator });
  return {
    offered: buildRate(counts.offered, measured),
    offeredWithin72h: buildRate(counts.offeredWithin72h, measured),
    completed: buildRate(counts.completed, measured),
    completedWithin72hOfEpisodes: buildRate(counts.completedWithin72h, measured),
    completedWithin72hOfMatured: buildRate(inTimeOfMatured, counts.matured),
    completedWithin72hOfCompleted: buildRate(counts.completedWithin72h, counts.completed),
    completedWithin72hOfInterviews: buildRate(counts.interviewsWithin72h, counts.interviews),
  };
};

/** An episode whose child has returned, with the id of the child as it is shown. */
export type CountedEpisode = Episode & { readonly childId?: string | null };

const listCounted = (episodes: readonly CountedEpisode[], now: Instant): readonly Counted[] =>
  episodes.flatMap((episode) => {
    const { task, childId = null } = episode;
    if (task === null) return [];
    const isOver = task.dueAt !== null && task.dueAt < now;
    return [{ episode, task, childId, isOver, state: readEndState(task, now) }];
  });

/** The episodes behind a number. */
export const listBehind = (
  count: ListedCount,
  episodes: readonly CountedEpisode[],
  now: Instant,
): readonly CountedEpisode[] =>
  listCounted(episodes, now)
    .filter(COUNTED[count])
    .map(({ episode }) => episode);

/** Expects episodes whose child has returned. Open tasks are late or in time at `now`. */
export const countTimescales = (episodes: readonly CountedEpisode[], now: Instant): Timescales => {
  const counted = listCounted(episodes, now);
  const counts = countStates(counted);
  const assumed = episodes.filter(
    ({ flags, task }) => flags.includes('authority-assumed') && task?.state !== 'withdrawn',
  );
  return { ...counts, authorityAssumed: assumed.length, rates: buildRates(counts, counted) };
};

export interface TimescalesGroup {
  readonly group: string | null;
  readonly timescales: Timescales;
}

const formatYesOrNo = (value: boolean | null, yes: string, no: string): string | null =>
  value === null ? null : value ? yes : no;

const READ_GROUP: Readonly<
  Record<Exclude<TimescaleGrouping, 'none'>, (episode: Episode) => string | null>
> = {
  locality: ({ locality }) => locality,
  team: ({ task }) => task?.team ?? null,
  'looked-after': ({ lookedAfter }) =>
    formatYesOrNo(lookedAfter, 'looked-after', 'not-looked-after'),
  placement: ({ placementGroup }) => placementGroup,
  category: ({ category }) => category,
  'risk-level': ({ riskLevel }) => riskLevel,
  employer: ({ task }) => task?.outcome?.employer ?? null,
};

const compareGroups = (a: string | null, b: string | null): number => {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : Number(a > b);
};

const groupEpisodes = (grouping: TimescaleGrouping, episodes: readonly CountedEpisode[]) =>
  grouping === 'none'
    ? []
    : [...Map.groupBy(episodes, READ_GROUP[grouping])].sort(([a], [b]) => compareGroups(a, b));

/**
 * Groups by the present details of each episode. An interview that covers episodes of two groups is
 * counted in both. No groups for `none`.
 */
export const groupTimescales = (
  grouping: TimescaleGrouping,
  episodes: readonly CountedEpisode[],
  now: Instant,
): readonly TimescalesGroup[] =>
  groupEpisodes(grouping, episodes).map(([group, grouped]) => ({
    group,
    timescales: countTimescales(grouped, now),
  }));

/** Why the interviews of the groups do not add up to those of the whole: ids of those that are in several. */
export const listInterviewsInSeveralGroups = (
  grouping: TimescaleGrouping,
  episodes: readonly CountedEpisode[],
  now: Instant,
): readonly string[] => {
  const ids = groupEpisodes(grouping, episodes).flatMap(([, grouped]) => [
    ...new Set(listCounted(grouped, now).filter(isCompleted).map(readInterviewId)),
  ]);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].sort();
};
