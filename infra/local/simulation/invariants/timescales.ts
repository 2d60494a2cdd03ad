import type { Action } from '../../../../shared/episodes/action.ts';
import type { Fact } from '../../../../shared/episodes/fact.ts';
import { readAs } from '../send-form.ts';
import type { Worker, World } from '../world.ts';
import type { StoredEpisodeItems, StoredItems } from './stored-items.ts';
import { requireThat, type Violation } from './violation.ts';
import { findWithdrawal } from './withdrawals.ts';

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

const findReturnMs = (facts: readonly Fact[]): number | null => {
  const last = findLast(facts, ['returned']);
  return last?.kind === 'returned' ? Date.parse(last.data.returnedAt) : null;
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
  | 'declined'
  | 'open'
  | 'openLate'
  | 'offered'
  | 'offeredWithin72h';

const countEnd = (
  current: readonly Action[],
  returnedMs: number,
  nowMs: number,
): readonly Count[] => {
  const outcome = current.filter(({ kind }) => kind === 'outcome').at(-1);
  if (outcome?.kind !== 'outcome')
    return nowMs - returnedMs > LIMIT_MS ? ['open', 'openLate'] : ['open'];
  const heldMs = Date.parse(outcome.happenedAt);
  if (outcome.outcome === 'declined') return ['declined'];
  if (outcome.outcome !== 'completed') return [];
  if (heldMs < returnedMs) return ['notMeasurable'];
  return heldMs - returnedMs <= LIMIT_MS ? ['completed', 'completedWithin72h'] : ['completed'];
};

/** An interview that was held or declined was offered by then. */
const countOffer = (current: readonly Action[], returnedMs: number): readonly Count[] => {
  const offers = current.filter(
    (action) =>
      action.kind === 'offer' || (action.kind === 'outcome' && action.outcome !== 'not-possible'),
  );
  if (offers.length === 0) return [];
  const firstMs = Math.min(...offers.map(({ happenedAt }) => Date.parse(happenedAt)));
  return firstMs <= returnedMs + LIMIT_MS ? ['offered', 'offeredWithin72h'] : ['offered'];
};

const countEpisode = (
  one: StoredEpisodeItems,
  all: readonly StoredEpisodeItems[],
  nowMs: number,
): readonly Count[] => {
  const { facts, actions } = one;
  const returnedMs = findReturnMs(facts);
  if (returnedMs === null) return [];
  const current = listCurrent(actions);
  const hasOutcome = current.some(({ kind }) => kind === 'outcome');
  if (findWithdrawal(one, all, hasOutcome) !== null) return ['withdrawn'];
  const end = countEnd(current, returnedMs, nowMs);
  const offer = end.includes('notMeasurable') ? [] : countOffer(current, returnedMs);
  return ['episodes', ...end, ...offer];
};

const COUNTS: readonly Count[] = [
  'episodes',
  'withdrawn',
  'notMeasurable',
  'completed',
  'completedWithin72h',
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
  { episodes }: StoredItems,
  readers: readonly Worker[],
): Promise<readonly Violation[]> => {
  const nowMs = Date.parse(world.runtime.now());
  const period = `from=${formatDay(nowMs - 90 * DAY_MS)}&to=${formatDay(nowMs + DAY_MS)}`;
  const violations: Violation[] = [];
  for (const reader of readers) {
    const path = `/api/v1/timescales?authority=${reader.authority}&${period}`;
    const view = await readAs<{ whole: Record<Count, number> }>(world, reader, path);
    const own = episodes.filter(
      ({ stored }) => stored?.episode.responsibleAuthority === reader.authority,
    );
    const counts = own.flatMap((one) => countEpisode(one, episodes, nowMs));
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
