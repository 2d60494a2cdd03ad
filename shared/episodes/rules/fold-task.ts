import type { Action } from '../action.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { RhiTask } from '../task.ts';
import type { MergedFacts } from './merge-facts.ts';
import type { Fact } from '../fact.ts';
import { findAuthorityReturn, listAuthorityReturns } from './authority-return.ts';
import { findWithdrawal, listReopenings } from './withdrawal.ts';
import { foldWork, findOutcomeRetractedAt } from './fold-work.ts';
import { calculateDueAt } from './deadline.ts';
import { toTaskId } from '../episode.ts';

const OPENS: readonly Fact['kind'][] = ['found', 'returned'];

const findFirstArrival = (facts: readonly Fact[]): Instant | null =>
  facts.reduce<Instant | null>(
    (first, { receivedAt }) => (first === null || receivedAt < first ? receivedAt : first),
    null,
  );

/**
 * What the authority said before police sent any return, then what police said, in the force's order of events, not in
 * order of arrival.
 */
const countDueChanges = (ordered: readonly Fact[], actions: readonly Action[]): number => {
  const sent = ordered.filter((fact) => fact.kind === 'returned');
  const firstSent = findFirstArrival(sent);
  const said = actions
    .filter((action) => action.kind === 'return')
    .filter(({ recordedAt }) => firstSent === null || recordedAt < firstSent);
  const returns = [
    ...said.map(({ returnedAt }) => returnedAt),
    ...sent.map(({ data }) => data.returnedAt),
  ];
  return returns.filter((returnedAt, index) => returnedAt !== (returns[index - 1] ?? null)).length;
};

/**
 * Counts only the latest run of returns with the present time, after any other time was reported. What the authority
 * knew before counts too.
 */
const findDueKnownAt = (
  ordered: readonly Fact[],
  actions: readonly Action[],
  returnedAt: Instant | null,
): Instant | null => {
  const said = findAuthorityReturn(actions);
  const known = said !== null && said.returnedAt === returnedAt ? said.recordedAt : null;
  const returns = ordered.filter((fact) => fact.kind === 'returned');
  const other = returns.findLastIndex(({ data }) => data.returnedAt !== returnedAt);
  return findEarlier(findFirstArrival(returns.slice(other + 1)), known);
};

const findEarlier = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || (b !== null && b < a) ? b : a;

const findLatest = (first: Instant, others: readonly (Instant | null)[]): Instant =>
  others.reduce<Instant>(
    (latest, instant) => (instant !== null && instant > latest ? instant : latest),
    first,
  );

/**
 * The RHI task of an episode: opened by `found` (no clock yet) or a return, of police or known to the authority (the
 * clock runs from it, however late the message), closed by an outcome, withdrawn by a cancellation
 * or the child's death, reopened by a later fact. An interview is offered on every occasion, whatever the level of risk
 * and however short the absence (DfE 2014).
 */
export const foldTask = (
  episodeId: string,
  ordered: readonly Fact[],
  merged: MergedFacts,
  team: string | null,
  actions: readonly Action[],
): RhiTask | null => {
  const said = listAuthorityReturns(actions)[0]?.firstRecordedAt ?? null;
  const arrived = findFirstArrival(ordered.filter(({ kind }) => OPENS.includes(kind)));
  const openedAt = findEarlier(arrived, said);
  if (openedAt === null) return null;
  const returnedAt: Instant | null = merged.returned.returnedAt ?? null;
  const work = foldWork(openedAt, actions);
  const withdrawn = findWithdrawal(ordered, actions, work.outcome !== null);
  const worked = work.outcome === null ? 'open' : 'closed';
  return {
    taskId: toTaskId(episodeId),
    state: withdrawn === null ? worked : 'withdrawn',
    openedAt,
    openSince: findLatest(openedAt, [
      ...listReopenings(ordered, actions),
      findOutcomeRetractedAt(actions),
    ]),
    lastSeenAt: merged.report.lastSeen?.at ?? null,
    reportedAt: merged.report.reportedAt ?? null,
    foundAt: merged.found.foundAt ?? null,
    returnedAt,
    dueAt: returnedAt === null ? null : calculateDueAt(returnedAt),
    dueKnownAt: findDueKnownAt(ordered, actions, returnedAt),
    dueVersion: countDueChanges(ordered, actions),
    team,
    withdrawn,
    ...work,
  };
};
