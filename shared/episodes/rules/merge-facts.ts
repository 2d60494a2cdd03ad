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
import { contradict } from './descriptions.ts';

export interface MergedFacts {
  readonly report: Omit<ReportFields, 'child'>;
  readonly child: ChildFields | null;
  /** A report described another child than was known under the reference. */
  readonly isReused: boolean;
  /** The earliest time of a report, also of one that was corrected. */
  readonly firstReportedAt: Instant | null;
  /** As the last report says. A later sighting comes in an update. */
  readonly lastSeenInReport: Instant | null;
  readonly found: Partial<FoundFields>;
  readonly returned: Partial<ReturnedFields>;
  readonly cancelled: { readonly reason?: CancelReason; readonly duplicateOf?: string };
  readonly narratives: Narratives;
}

const NONE: MergedFacts = {
  report: {},
  child: null,
  isReused: false,
  firstReportedAt: null,
  lastSeenInReport: null,
  found: {},
  returned: {},
  cancelled: {},
  narratives: { circumstances: null, preventionSummary: null, cancellationNote: null },
};

/** The id of the fact that holds the text: null when cleared, unchanged when left out. */
const choosePointer = (
  text: string | null | undefined,
  fact: Fact,
  before: string | null,
): string | null => (text === undefined ? before : text === null ? null : fact.id);

/** A report of another child replaces the first one whole, so that nothing of it stands under the second. */
const mergeChild = (
  { child: known, isReused }: MergedFacts,
  kind: 'reported' | 'updated',
  stated: ChildFields | undefined,
): Pick<MergedFacts, 'child' | 'isReused'> => {
  if (stated === undefined) return { child: known, isReused };
  return kind === 'reported' && known !== null && contradict(known, stated)
    ? { child: stated, isReused: true }
    : { child: { ...known, ...stated }, isReused };
};

const findFirst = (first: Instant | null, stated: Instant | null | undefined): Instant | null =>
  typeof stated === 'string' && (first === null || stated < first) ? stated : first;

const mergeReport = (
  merged: MergedFacts,
  fact: Fact & { kind: 'reported' | 'updated' },
): MergedFacts => {
  const { child, circumstances, ...report } = fact.data;
  return {
    ...merged,
    report: { ...merged.report, ...report },
    ...mergeChild(merged, fact.kind, child),
    firstReportedAt: findFirst(merged.firstReportedAt, report.reportedAt),
    lastSeenInReport:
      fact.kind === 'reported'
        ? (report.lastSeen?.at ?? merged.lastSeenInReport)
        : merged.lastSeenInReport,
    narratives: {
      ...merged.narratives,
      circumstances: choosePointer(circumstances, fact, merged.narratives.circumstances),
    },
  };
};

const mergeReturned = (merged: MergedFacts, fact: Fact & { kind: 'returned' }): MergedFacts => {
  const { foundAt, ...returned } = fact.data;
  const interview = returned.preventionInterview;
  return {
    ...merged,
    found: foundAt === undefined ? merged.found : { ...merged.found, foundAt },
    returned: { ...merged.returned, ...returned },
    narratives:
      interview === undefined
        ? merged.narratives
        : {
            ...merged.narratives,
            preventionSummary: interview.summary === undefined ? null : fact.id,
          },
  };
};

const mergeCancelled = (merged: MergedFacts, fact: Fact & { kind: 'cancelled' }): MergedFacts => {
  const { note, ...cancelled } = fact.data;
  return {
    ...merged,
    cancelled: { ...merged.cancelled, ...cancelled },
    narratives: {
      ...merged.narratives,
      cancellationNote: choosePointer(note, fact, merged.narratives.cancellationNote),
    },
  };
};

const mergeFact = (merged: MergedFacts, fact: Fact): MergedFacts => {
  switch (fact.kind) {
    case 'reported':
    case 'updated':
      return mergeReport(merged, fact);
    case 'found':
      return { ...merged, found: { ...merged.found, ...fact.data } };
    case 'returned':
      return mergeReturned(merged, fact);
    case 'cancelled':
      return mergeCancelled(merged, fact);
  }
};

/**
 * The later notification wins, field by field. What it leaves out keeps its value, and only `null`
 * in an `updated` clears one (police contract). The child is merged field by field; places and
 * other whole values are replaced whole (docs/adr/0003-fields-and-wholes.md). What is known of the
 * child carries over from the earlier episodes of the reference; all else begins anew. Expects facts
 * in the contract's order.
 */
export const mergeFacts = (ordered: readonly Fact[], earlier: readonly Fact[] = []): MergedFacts =>
  ordered.reduce(mergeFact, { ...NONE, child: earlier.reduce(mergeFact, NONE).child });

const REOPENS: readonly Fact['kind'][] = ['reported', 'found', 'returned'];

const findLatestCancellation = (
  ordered: readonly Fact[],
): (Fact & { kind: 'cancelled' }) | undefined =>
  ordered.findLast((fact) => fact.kind === 'cancelled');

const listReopenings = (ordered: readonly Fact[], latest: Fact): readonly Fact[] =>
  ordered.filter((fact) => REOPENS.includes(fact.kind) && compareFacts(fact, latest) > 0);

/**
 * The latest cancellation, unless a `reported`, `found` or `returned` recorded later reopened the
 * episode. An `updated` does not reopen it (police contract). Expects facts in the contract's
 * order.
 */
export const findCancellationInForce = (
  ordered: readonly Fact[],
): (Fact & { kind: 'cancelled' }) | null => {
  const latest = findLatestCancellation(ordered);
  if (latest === undefined) return null;
  return listReopenings(ordered, latest).length > 0 ? null : latest;
};

export const findReopenedAt = (ordered: readonly Fact[]): Instant | null => {
  const latest = findLatestCancellation(ordered);
  if (latest === undefined) return null;
  const arrivals = listReopenings(ordered, latest).map(({ receivedAt }) => receivedAt);
  return arrivals.reduce<Instant | null>(
    (first, at) => (first === null || at < first ? at : first),
    null,
  );
};
