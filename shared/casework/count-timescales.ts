import type { Instant } from '../kernel/instant.ts';
import { NOT_POSSIBLE_REASONS } from '../episodes/action.ts';
import type { Episode } from '../episodes/episode.ts';
import { readTaskClock, wasOfferedInTime } from '../episodes/rules/deadline.ts';
import type { RhiTask } from '../episodes/task.ts';
import type { TimescaleGrouping } from './timescales.ts';

export type NotPossibleReason = (typeof NOT_POSSIBLE_REASONS)[number];

/** So many of so many; of none, there is no rate to tell. */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * How the interviews of some episodes went (docs/domain.md, "numbers people are held to"). Each
 * episode is exactly one of completed, declined, not possible, open or not measurable; only
 * `episodes` and `notMeasurable` count those that cannot be measured.
 */
export interface Timescales {
  /** Whose child returned, without those of withdrawn tasks. */
  readonly episodes: number;
  readonly offered: number;
  readonly offeredWithin72h: number;
  readonly completed: number;
  readonly completedWithin72h: number;
  readonly declined: number;
  readonly notPossible: Readonly<Record<NotPossibleReason, number>>;
  readonly open: number;
  /** Of the open ones, those past their 72 hours. */
  readonly openLate: number;
  /** Held, but by what is recorded before the return: neither a success nor a breach. */
  readonly notMeasurable: number;
  /** Apart from all others: of cancelled episodes. */
  readonly withdrawn: number;
  /** Interviews that were held: one may cover several episodes. */
  readonly interviews: number;
  /** Those in time for every one of these episodes that they cover. */
  readonly interviewsWithin72h: number;
  readonly rates: {
    readonly offered: Rate;
    readonly offeredWithin72h: Rate;
    readonly completed: Rate;
    readonly completedWithin72hOfEpisodes: Rate;
    readonly completedWithin72hOfCompleted: Rate;
    readonly completedWithin72hOfInterviews: Rate;
  };
}

/** Where an episode stands: in exactly one of these. */
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

const notPossibleState = (reason: string | null): NotPossibleReason =>
  NOT_POSSIBLE_REASONS.find((known) => known === reason) ?? 'other';

const completedState = (task: RhiTask, now: Instant): EndState => {
  const { state } = readTaskClock(task, now);
  if (state === 'met') return 'completed-in-time';
  return state === 'late' ? 'completed-late' : 'not-measurable';
};

const endStateOf = (task: RhiTask, now: Instant): EndState => {
  const { state, outcome } = task;
  if (state === 'withdrawn') return 'withdrawn';
  if (outcome === null) return readTaskClock(task, now).state === 'late' ? 'open-late' : 'open';
  if (outcome.outcome === 'completed') return completedState(task, now);
  return outcome.outcome === 'declined' ? 'declined' : notPossibleState(outcome.reason);
};

const isCompleted = ({ state }: Counted): boolean =>
  state === 'completed-in-time' || state === 'completed-late';

const interviewOf = ({ task }: Counted): string => task.outcome?.interviewId ?? task.taskId;

const countInterviews = (completed: readonly Counted[]) => {
  const held = new Set(completed.map(interviewOf));
  const late = new Set(
    completed.filter(({ state }) => state === 'completed-late').map(interviewOf),
  );
  return { interviews: held.size, interviewsWithin72h: held.size - late.size };
};

type Counts = Omit<Timescales, 'rates'>;

const countStates = (counted: readonly Counted[]): Counts => {
  const having = (...states: readonly EndState[]): number =>
    counted.filter(({ state }) => states.includes(state)).length;
  const standing = counted.filter(({ state }) => state !== 'withdrawn');
  const measured = standing.filter(({ state }) => state !== 'not-measurable');
  return {
    episodes: standing.length,
    offered: measured.filter(({ task }) => task.offeredAt !== null).length,
    offeredWithin72h: measured.filter(({ task }) => wasOfferedInTime(task) === true).length,
    completed: having('completed-in-time', 'completed-late'),
    completedWithin72h: having('completed-in-time'),
    declined: having('declined'),
    notPossible: Object.fromEntries(
      NOT_POSSIBLE_REASONS.map((reason) => [reason, having(reason)]),
    ) as Record<NotPossibleReason, number>,
    open: having('open', 'open-late'),
    openLate: having('open-late'),
    notMeasurable: having('not-measurable'),
    withdrawn: having('withdrawn'),
    ...countInterviews(counted.filter(isCompleted)),
  };
};

const ratesOf = (counts: Counts): Timescales['rates'] => {
  const measured = counts.episodes - counts.notMeasurable;
  const of = (numerator: number, denominator: number): Rate => ({ numerator, denominator });
  return {
    offered: of(counts.offered, measured),
    offeredWithin72h: of(counts.offeredWithin72h, measured),
    completed: of(counts.completed, measured),
    completedWithin72hOfEpisodes: of(counts.completedWithin72h, measured),
    completedWithin72hOfCompleted: of(counts.completedWithin72h, counts.completed),
    completedWithin72hOfInterviews: of(counts.interviewsWithin72h, counts.interviews),
  };
};

/** The timescales of episodes whose child returned, as they stand at `now`. */
export const countTimescales = (episodes: readonly Episode[], now: Instant): Timescales => {
  const counts = countStates(
    episodes.flatMap(({ task }) => (task === null ? [] : [{ task, state: endStateOf(task, now) }])),
  );
  return { ...counts, rates: ratesOf(counts) };
};

/** The episodes that are alike in one thing; `group` is null where that is not known. */
export interface TimescalesGroup {
  readonly group: string | null;
  readonly timescales: Timescales;
}

const yesOrNo = (value: boolean | null, yes: string, no: string): string | null =>
  value === null ? null : value ? yes : no;

/** Out of area: missing from where another authority than the responsible one is the host. */
const isOutOfArea = ({ hostAuthority, responsibleAuthority }: Episode): boolean =>
  hostAuthority !== responsibleAuthority;

const GROUP_OF: Readonly<
  Record<Exclude<TimescaleGrouping, 'none'>, (episode: Episode) => string | null>
> = {
  locality: ({ locality }) => locality,
  team: ({ task }) => task?.team ?? null,
  'looked-after': ({ lookedAfter }) => yesOrNo(lookedAfter, 'looked-after', 'not-looked-after'),
  placement: (episode) => yesOrNo(isOutOfArea(episode), 'out-of-area', 'in-area'),
  category: ({ category }) => category,
  'risk-level': ({ riskLevel }) => riskLevel,
};

/** Known groups by name, then what is not known. */
const compareGroups = (a: string | null, b: string | null): number => {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : Number(a > b);
};

/**
 * The timescales of each group, every episode in exactly one by what is known of it now. An
 * interview that covers episodes of two groups is counted in both. No groups by `none`.
 */
export const groupTimescales = (
  grouping: TimescaleGrouping,
  episodes: readonly Episode[],
  now: Instant,
): readonly TimescalesGroup[] => {
  if (grouping === 'none') return [];
  return [...Map.groupBy(episodes, GROUP_OF[grouping])]
    .sort(([a], [b]) => compareGroups(a, b))
    .map(([group, members]) => ({ group, timescales: countTimescales(members, now) }));
};
