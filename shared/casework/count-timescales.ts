import type { Instant } from '../kernel/instant.ts';
import { NOT_POSSIBLE_REASONS } from '../episodes/action.ts';
import type { Episode } from '../episodes/episode.ts';
import { isHeldBeforeReturn, readTaskClock, wasOfferedInTime } from '../episodes/rules/deadline.ts';
import type { RhiTask } from '../episodes/task.ts';
import type { Rate, TimescaleGrouping, Timescales } from './timescales.ts';

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
  readonly task: RhiTask;
  readonly state: EndState;
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

const isCompleted = ({ state }: Counted): boolean =>
  state === 'completed-in-time' || state === 'completed-late';

const readInterviewId = ({ task }: Counted): string => task.outcome?.interviewId ?? task.taskId;

const countInterviews = (completed: readonly Counted[]) => {
  const held = new Set(completed.map(readInterviewId));
  const late = new Set(
    completed.filter(({ state }) => state === 'completed-late').map(readInterviewId),
  );
  return { interviews: held.size, interviewsWithin72h: held.size - late.size };
};

type Counts = Omit<Timescales, 'rates' | 'authorityAssumed'>;

const countStates = (counted: readonly Counted[]): Counts => {
  const countIn = (...states: readonly EndState[]): number =>
    counted.filter(({ state }) => states.includes(state)).length;
  const notWithdrawn = counted.filter(({ state }) => state !== 'withdrawn');
  const measured = notWithdrawn.filter(({ state }) => state !== 'not-measurable');
  return {
    episodes: notWithdrawn.length,
    offered: measured.filter(({ task }) => task.offeredAt !== null).length,
    offeredWithin72h: measured.filter(({ task }) => wasOfferedInTime(task) === true).length,
    completed: countIn('completed-in-time', 'completed-late'),
    completedWithin72h: countIn('completed-in-time'),
    completedBeforeReturn: counted.filter(
      ({ state, task }) => state === 'completed-in-time' && isHeldBeforeReturn(task),
    ).length,
    declinedFirst: counted.filter((one) => isCompleted(one) && one.task.declinedFirst !== null)
      .length,
    declined: countIn('declined'),
    notPossible: Object.fromEntries(
      NOT_POSSIBLE_REASONS.map((reason) => [reason, countIn(reason)]),
    ) as Record<NotPossibleReason, number>,
    open: countIn('open', 'open-late'),
    openLate: countIn('open-late'),
    notMeasurable: countIn('not-measurable'),
    withdrawn: countIn('withdrawn'),
    ...countInterviews(counted.filter(isCompleted)),
  };
};

const buildRates = (counts: Counts): Timescales['rates'] => {
  const measured = counts.episodes - counts.notMeasurable;
  const buildRate = (numerator: number, denominator: number): Rate => ({ numerator, denominator });
  return {
    offered: buildRate(counts.offered, measured),
    offeredWithin72h: buildRate(counts.offeredWithin72h, measured),
    completed: buildRate(counts.completed, measured),
    completedWithin72hOfEpisodes: buildRate(counts.completedWithin72h, measured),
    completedWithin72hOfCompleted: buildRate(counts.completedWithin72h, counts.completed),
    completedWithin72hOfInterviews: buildRate(counts.interviewsWithin72h, counts.interviews),
  };
};

/** Expects episodes whose child has returned. Open tasks are late or in time at `now`. */
export const countTimescales = (episodes: readonly Episode[], now: Instant): Timescales => {
  const counts = countStates(
    episodes.flatMap(({ task }) =>
      task === null ? [] : [{ task, state: readEndState(task, now) }],
    ),
  );
  const assumed = episodes.filter(
    ({ flags, task }) => flags.includes('authority-assumed') && task?.state !== 'withdrawn',
  );
  return { ...counts, authorityAssumed: assumed.length, rates: buildRates(counts) };
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
};

const compareGroups = (a: string | null, b: string | null): number => {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : Number(a > b);
};

/**
 * Groups by the present details of each episode. An interview that covers episodes of two groups is
 * counted in both. No groups for `none`.
 */
export const groupTimescales = (
  grouping: TimescaleGrouping,
  episodes: readonly Episode[],
  now: Instant,
): readonly TimescalesGroup[] => {
  if (grouping === 'none') return [];
  return [...Map.groupBy(episodes, READ_GROUP[grouping])]
    .sort(([a], [b]) => compareGroups(a, b))
    .map(([group, grouped]) => ({ group, timescales: countTimescales(grouped, now) }));
};
