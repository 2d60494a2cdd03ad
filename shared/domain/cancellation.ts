import { compareFacts } from './fact-order.ts';
import type { Fact } from './notification.ts';

const REOPENS: readonly Fact['kind'][] = ['reported', 'found', 'returned'];

/**
 * The cancellation in force: the latest one, unless a `reported`, `found` or `returned` recorded
 * later reopened the episode. An `updated` does not reopen (police contract). Facts come ordered.
 */
export const cancellationInForce = (
  ordered: readonly Fact[],
): (Fact & { kind: 'cancelled' }) | null => {
  const latest = ordered.findLast((fact) => fact.kind === 'cancelled');
  if (latest === undefined) return null;
  const reopened = ordered.some(
    (fact) => REOPENS.includes(fact.kind) && compareFacts(fact, latest) > 0,
  );
  return reopened ? null : latest;
};
