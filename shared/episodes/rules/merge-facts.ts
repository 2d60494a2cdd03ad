import type { Narratives } from '../episode.ts';
import type { CancelReason } from '../../police-contract/allowed-values.ts';
import type {
  ChildFields,
  FoundFields,
  ReportFields,
  ReturnedFields,
} from '../../police-contract/notification.ts';
import type { Instant } from '../../kernel/instant.ts';
import { type Fact, compareFacts } from '../fact.ts';

/** What the notifications of one episode say, each member from the latest that has it. */
export interface MergedFacts {
  readonly report: Omit<ReportFields, 'child'>;
  readonly child: ChildFields | null;
  readonly found: Partial<FoundFields>;
  readonly returned: Partial<ReturnedFields>;
  readonly cancelled: { readonly reason?: CancelReason; readonly duplicateOf?: string };
  readonly narratives: Narratives;
}

const NONE: MergedFacts = {
  report: {},
  child: null,
  found: {},
  returned: {},
  cancelled: {},
  narratives: { circumstances: null, preventionSummary: null, cancellationNote: null },
};

/** Whose text it is now: this fact's, nobody's when cleared, as before when left out. */
const pointTo = (
  text: string | null | undefined,
  fact: Fact,
  before: string | null,
): string | null => (text === undefined ? before : text === null ? null : fact.id);

const takeReport = (
  members: MergedFacts,
  fact: Fact & { kind: 'reported' | 'updated' },
): MergedFacts => {
  const { child, circumstances, ...report } = fact.data;
  return {
    ...members,
    report: { ...members.report, ...report },
    child: child === undefined ? members.child : { ...members.child, ...child },
    narratives: {
      ...members.narratives,
      circumstances: pointTo(circumstances, fact, members.narratives.circumstances),
    },
  };
};

const takeReturned = (members: MergedFacts, fact: Fact & { kind: 'returned' }): MergedFacts => {
  const { foundAt, ...returned } = fact.data;
  const interview = returned.preventionInterview;
  return {
    ...members,
    found: foundAt === undefined ? members.found : { ...members.found, foundAt },
    returned: { ...members.returned, ...returned },
    narratives:
      interview === undefined
        ? members.narratives
        : {
            ...members.narratives,
            preventionSummary: interview.summary === undefined ? null : fact.id,
          },
  };
};

const takeCancelled = (members: MergedFacts, fact: Fact & { kind: 'cancelled' }): MergedFacts => {
  const { note, ...cancelled } = fact.data;
  return {
    ...members,
    cancelled: { ...members.cancelled, ...cancelled },
    narratives: {
      ...members.narratives,
      cancellationNote: pointTo(note, fact, members.narratives.cancellationNote),
    },
  };
};

const take = (members: MergedFacts, fact: Fact): MergedFacts => {
  switch (fact.kind) {
    case 'reported':
    case 'updated':
      return takeReport(members, fact);
    case 'found':
      return { ...members, found: { ...members.found, ...fact.data } };
    case 'returned':
      return takeReturned(members, fact);
    case 'cancelled':
      return takeCancelled(members, fact);
  }
};

/**
 * Member by member, the later notification wins; what a later one leaves out keeps its value; only
 * `null` in an `updated` clears (police contract). The child is merged member by member; places and
 * other things told as a whole are replaced whole (docs/adr/0003-fields-and-wholes.md).
 * Facts come in the contract's order.
 */
export const mergeFacts = (ordered: readonly Fact[]): MergedFacts => ordered.reduce(take, NONE);

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
