import { compareFacts } from './fact-order.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Fact } from '../police-contract/notification.ts';

const REOPENS: readonly Fact['kind'][] = ['reported', 'found', 'returned'];

const latestCancellation = (ordered: readonly Fact[]): (Fact & { kind: 'cancelled' }) | undefined =>
  ordered.findLast((fact) => fact.kind === 'cancelled');

const reopeningsAfter = (ordered: readonly Fact[], latest: Fact): readonly Fact[] =>
  ordered.filter((fact) => REOPENS.includes(fact.kind) && compareFacts(fact, latest) > 0);

/**
 * The cancellation in force: the latest one, unless a `reported`, `found` or `returned` recorded
 * later reopened the episode. An `updated` does not reopen (police contract). Facts come ordered.
 */
export const findCancellationInForce = (
  ordered: readonly Fact[],
): (Fact & { kind: 'cancelled' }) | null => {
  const latest = latestCancellation(ordered);
  if (latest === undefined) return null;
  return reopeningsAfter(ordered, latest).length > 0 ? null : latest;
};

/** When the message that took the latest cancellation back arrived here; null when there is none. */
export const findReopenedAt = (ordered: readonly Fact[]): Instant | null => {
  const latest = latestCancellation(ordered);
  if (latest === undefined) return null;
  const arrivals = reopeningsAfter(ordered, latest).map(({ receivedAt }) => receivedAt);
  return arrivals.reduce<Instant | null>(
    (first, at) => (first === null || at < first ? at : first),
    null,
  );
};
