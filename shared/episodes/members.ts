import type { Narratives } from './episode.ts';
import type {
  CancelReason,
  ChildMembers,
  Fact,
  FoundMembers,
} from '../police-contract/notification.ts';
import type { ReportMembers, ReturnedMembers } from '../police-contract/notification.ts';

/** What the notifications of one episode say, each member from the latest that has it. */
export interface MergedFacts {
  readonly report: Omit<ReportMembers, 'child'>;
  readonly child: ChildMembers | null;
  readonly found: Partial<FoundMembers>;
  readonly returned: Partial<ReturnedMembers>;
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
