import type { Instant } from '../../kernel/instant.ts';
import type { Action } from '../action.ts';
import { compareFacts, type Fact, readRecordedAt } from '../fact.ts';
import type { RhiTask } from '../task.ts';
import { listCurrentActions } from './current-actions.ts';
import { findCancellationInForce, findReopenedAt } from './merge-facts.ts';

type CheckKind = 'duplicate-check' | 'deceased-check';
export type Check<Kind extends CheckKind> = Action & { readonly kind: Kind };
type Found = Fact & { readonly kind: 'found' };
type Cancelled = Fact & { readonly kind: 'cancelled' };

/** Each check corrects the one before it. */
export const findLastCheck = <Kind extends CheckKind>(
  actions: readonly Action[],
  kind: Kind,
): Check<Kind> | null =>
  listCurrentActions(actions).findLast((action): action is Check<Kind> & typeof action => {
    return action.kind === kind;
  }) ?? null;

/** What was last seen of the duplicate that this cancellation names; null until somebody looked. */
export const findDuplicateCheck = (
  actions: readonly Action[],
  cancelled: Cancelled,
): Check<'duplicate-check'> | null => {
  const last = findLastCheck(actions, 'duplicate-check');
  return last?.notificationId === cancelled.id ? last : null;
};

/**
 * A cancellation as a duplicate counts only while the episode that it names is known, of the same child and not cancelled:
 * an offer is never suppressed (police contract). Expects facts in the contract's order.
 */
export const findCancellation = (
  ordered: readonly Fact[],
  actions: readonly Action[],
): { readonly counts: Cancelled | null; readonly unresolved: Cancelled | null } => {
  const cancelled = findCancellationInForce(ordered);
  const isUnresolved =
    cancelled?.data.reason === 'duplicate' &&
    findDuplicateCheck(actions, cancelled)?.resolved !== true;
  return isUnresolved
    ? { counts: null, unresolved: cancelled }
    : { counts: cancelled, unresolved: null };
};

const listConditions = (ordered: readonly Fact[]): readonly Found[] =>
  ordered.filter(
    (fact): fact is Found => fact.kind === 'found' && fact.data.condition !== undefined,
  );

const saysDeceased = ({ data }: Found): boolean => data.condition === 'deceased';

/** The find that said so, unless a find with another condition or a return was recorded later (police contract). */
export const findDeceased = (ordered: readonly Fact[]): Found | null => {
  const last = listConditions(ordered).at(-1);
  if (last === undefined || !saysDeceased(last)) return null;
  const isBack = ordered.some((fact) => fact.kind === 'returned' && compareFacts(fact, last) > 0);
  return isBack ? null : last;
};

/** Police once said so, whatever they said later. */
export const wasSaidDeceased = (facts: readonly Fact[]): boolean =>
  listConditions(facts).some(saysDeceased);

/** Police once said that the child was found dead, and say otherwise now. */
export const isDeceasedContradicted = (
  ordered: readonly Fact[],
  actions: readonly Action[],
): boolean =>
  findDeceased(ordered) === null &&
  (wasSaidDeceased(ordered) || findLastCheck(actions, 'deceased-check')?.contradicted === true);

const findDeceasedWithdrawal = (
  ordered: readonly Fact[],
  actions: readonly Action[],
): RhiTask['withdrawn'] => {
  const found = findDeceased(ordered);
  if (found !== null) return { reason: 'deceased', at: readRecordedAt(found) };
  const check = findLastCheck(actions, 'deceased-check');
  return check?.deceased === true ? { reason: 'deceased', at: check.happenedAt } : null;
};

/** A task that has an outcome keeps it when the child dies. A cancelled episode has no outcome that counts. */
export const findWithdrawal = (
  ordered: readonly Fact[],
  actions: readonly Action[],
  hasOutcome: boolean,
): RhiTask['withdrawn'] => {
  const deceased = hasOutcome ? null : findDeceasedWithdrawal(ordered, actions);
  if (deceased !== null) return deceased;
  const { counts } = findCancellation(ordered, actions);
  return counts === null ? null : { reason: counts.data.reason, at: readRecordedAt(counts) };
};

const findContradictedAt = (ordered: readonly Fact[]): Instant | null => {
  const deceased = listConditions(ordered).findLast(saysDeceased);
  if (deceased === undefined || findDeceased(ordered) !== null) return null;
  return ordered
    .filter(({ kind }) => kind === 'returned' || kind === 'found')
    .filter((fact) => compareFacts(fact, deceased) > 0)
    .map(({ receivedAt }) => receivedAt)
    .reduce<Instant | null>((first, at) => (first === null || at < first ? at : first), null);
};

/** When a withdrawn task was opened again, by each way in which that can be; null for a way that it was not. */
export const listReopenings = (
  ordered: readonly Fact[],
  actions: readonly Action[],
): readonly (Instant | null)[] => {
  const { unresolved } = findCancellation(ordered, actions);
  const duplicate = unresolved === null ? null : findDuplicateCheck(actions, unresolved);
  const deceased = findLastCheck(actions, 'deceased-check');
  return [
    findReopenedAt(ordered),
    findContradictedAt(ordered),
    duplicate?.recordedAt ?? null,
    deceased?.deceased === false ? deceased.recordedAt : null,
  ];
};
