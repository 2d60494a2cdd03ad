import type { Action } from '../../../../shared/episodes/action.ts';
import type { Fact } from '../../../../shared/episodes/fact.ts';
import { readAs } from '../send-form.ts';
import type { Worker, World } from '../world.ts';
import type { StoredEpisodeItems, StoredItems } from './stored-items.ts';
import { requireThat, type Violation } from './violation.ts';
import { findWithdrawal, type KnownEpisodes } from './withdrawals.ts';

const LIMIT_MS = 72 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** In the order in which the force recorded them. */
const isBefore = (a: Fact, b: Fact): boolean =>
  a.time < b.time || (a.time === b.time && a.id < b.id);

const findLast = (facts: readonly Fact[], kinds: readonly string[]): Fact | null =>
  facts
    .filter(({ kind }) => kinds.includes(kind))
    .reduce<Fact | null>(
      (last, fact) => (last === null || isBefore(last, fact) ? fact : last),
      null,
    );

interface Times {
  readonly returnedMs: number;
  /** An interview can be held from then on. */
  readonly fromMs: number;
}

/** The last that was said of a time, by any of these kinds. */
const findLastTime = (
  facts: readonly Fact[],
  kinds: readonly string[],
  field: string,
): number | null => {
  const saying = facts.filter((fact) => kinds.includes(fact.kind) && field in fact.data);
  const value = (findLast(saying, kinds)?.data as Readonly<Record<string, unknown>> | undefined)?.[
    field
  ];
  return typeof value === 'string' ? Date.parse(value) : null;
};

/** The last return that the authority recorded, unless it was taken back. */
const findSaidReturn = (actions: readonly Action[]): number | null => {
  const said = listCurrent(actions).findLast(({ kind }) => kind === 'return');
  const at = said?.kind === 'return' ? said.returnedAt : null;
  return at === null ? null : Date.parse(at);
};

const findTimes = (facts: readonly Fact[], actions: readonly Action[]): Times | null => {
  const returnedMs = findLastTime(facts, ['returned'], 'returnedAt') ?? findSaidReturn(actions);
  if (returnedMs === null) return null;
  const foundMs = findLastTime(facts, ['found', 'returned'], 'foundAt');
  const reportedMs = findLastTime(facts, ['reported', 'updated'], 'reportedAt');
  const fromMs = foundMs === null ? (reportedMs ?? returnedMs) : Math.min(foundMs, returnedMs);
  return { returnedMs, fromMs };
};

const listCurrent = (actions: readonly Action[]): readonly Action[] => {
  const replaced = new Set(actions.map(({ corrects }) => corrects));
  return actions
    .filter(({ kind, actionId }) => kind !== 'retraction' && !replaced.has(actionId))
    .toSorted((a, b) => a.recordedAt.localeCompare(b.recordedAt));
};

type Count =
  | 'episodes'
  | 'withdrawn'
  | 'notMeasurable'
  | 'completed'
  | 'completedWithin72h'
  | 'completedBeforeReturn'
  | 'declined'
  | 'open'
  | 'openLate'
  | 'offered'
  | 'offeredWithin72h';

/** Of episodes that are one now: held before declined, declined before not possible, else the last. */
const findOutcome = (current: readonly Action[]): (Action & { kind: 'outcome' }) | null => {
  const outcomes = current.filter((action) => action.kind === 'outcome');
  const find = (wanted: string) => outcomes.findLast(({ outcome }) => outcome === wanted);
  return find('completed') ?? find('declined') ?? outcomes.at(-1) ?? null;
};

const countEnd = (
  current: readonly Action[],
  { returnedMs, fromMs }: Times,
  nowMs: number,
): readonly Count[] => {
  const outcome = findOutcome(current);
  if (outcome === null) return nowMs - returnedMs > LIMIT_MS ? ['open', 'openLate'] : ['open'];
  const heldMs = Date.parse(outcome.happenedAt);
  if (outcome.outcome === 'declined') return ['declined'];
  if (outcome.outcome !== 'completed') return [];
  if (heldMs < fromMs) return ['notMeasurable'];
  if (heldMs < returnedMs) return ['completed', 'completedWithin72h', 'completedBeforeReturn'];
  return heldMs - returnedMs <= LIMIT_MS ? ['completed', 'completedWithin72h'] : ['completed'];
};

/** An interview that was held or declined was offered by then. */
const countOffer = (
  current: readonly Action[],
  { returnedMs, fromMs }: Times,
): readonly Count[] => {
  const offers = current.filter(
    (action) =>
      action.kind === 'offer' || (action.kind === 'outcome' && action.outcome !== 'not-possible'),
  );
  if (offers.length === 0) return [];
  const firstMs = Math.min(...offers.map(({ happenedAt }) => Date.parse(happenedAt)));
  return firstMs >= fromMs && firstMs <= returnedMs + LIMIT_MS
    ? ['offered', 'offeredWithin72h']
    : ['offered'];
};

const countEpisode = (
  one: StoredEpisodeItems,
  all: KnownEpisodes,
  nowMs: number,
): readonly Count[] => {
  const { facts, actions } = one;
  const times = findTimes(facts, actions);
  if (times === null) return [];
  const current = listCurrent(actions);
  const hasOutcome = current.some(({ kind }) => kind === 'outcome');
  if (findWithdrawal(one, all, hasOutcome) !== null) return ['withdrawn'];
  const end = countEnd(current, times, nowMs);
  const offer = end.includes('notMeasurable') ? [] : countOffer(current, times);
  return ['episodes', ...end, ...offer];
};

const COUNTS: readonly Count[] = [
  'episodes',
  'withdrawn',
  'notMeasurable',
  'completed',
  'completedWithin72h',
  'completedBeforeReturn',
  'declined',
  'open',
  'openLate',
  'offered',
  'offeredWithin72h',
];

const formatCounts = (read: (count: Count) => number): string =>
  COUNTS.map((count) => `${count} ${read(count)}`).join(', ');

const formatDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Counted again from the facts and actions, by code that shares nothing with the product's counting. */
export const checkTimescales = async (
  world: World,
  known: StoredItems,
  readers: readonly Worker[],
): Promise<readonly Violation[]> => {
  const nowMs = Date.parse(world.runtime.now());
  const period = `from=${formatDay(nowMs - 90 * DAY_MS)}&to=${formatDay(nowMs + DAY_MS)}`;
  const violations: Violation[] = [];
  for (const reader of readers) {
    const path = `/api/v1/timescales?authority=${reader.authority}&${period}`;
    const view = await readAs<{ whole: Record<Count, number> }>(world, reader, path);
    const own = known.episodes.filter(
      ({ stored }) => stored?.episode.responsibleAuthority === reader.authority,
    );
    const counts = own.flatMap((one) => countEpisode(one, known, nowMs));
    const right = formatCounts((count) => counts.filter((one) => one === count).length);
    const shown = formatCounts((count) => view?.whole[count] ?? -1);
    violations.push(
      ...requireThat(
        shown === right,
        'The timescales equal a recount of the facts and actions.',
        `${reader.authority}: shown ${shown}; recounted ${right}`,
      ),
    );
  }
  return violations;
};
