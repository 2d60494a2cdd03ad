import type { Item, ItemKey, Table } from '../database/table.ts';
import { LAST } from '../database/table.ts';
import type { Instant } from '../kernel/instant.ts';
import type { WriteResult } from '../kernel/write-result.ts';
import { CHILD_ENTITY, CORE_TABLE } from '../platform/names.ts';
import { childPartition } from './episode-items.ts';
import { buildReviewWrites, type PendingReview } from './pending-review.ts';
import {
  createUndecided,
  type DecidedChild,
  type DecidedChildren,
  decidedChildSchema,
  type MatchDecision,
  matchDecisionSchema,
} from './rules/child-matches.ts';

const { evidenceSources } = CORE_TABLE.indexes;

/** Sorts before the marks of the child's partition. */
const decidedChildKey = (childId: string): ItemKey => ({
  pk: childPartition(childId),
  sk: 'child',
});

const DECISIONS_FROM = 'decision#';

const decisionKey = (matchId: string, number: number): ItemKey => ({
  pk: `match#${matchId}`,
  sk: `${DECISIONS_FROM}${String(number).padStart(6, '0')}`,
});

/** Partition of the index of evidence sources: a decision changes whose evidence is whose. */
export const DECIDED_CHILDREN = 'decided-children';

const buildChildItem = (child: DecidedChild, at: Instant): Item => ({
  ...decidedChildKey(child.childId),
  entity: CHILD_ENTITY,
  ...child,
  [evidenceSources.partitionKey]: DECIDED_CHILDREN,
  [evidenceSources.sortKey]: `${at}#${child.childId}`,
});

export interface MatchWrite {
  readonly matchId: string;
  /** How many decisions were read: another one since is a conflict. */
  readonly known: number;
  readonly decision: MatchDecision;
  /** All whose record changes, with the version that was read. */
  readonly children: readonly DecidedChild[];
  /** What must be looked at again afterwards. */
  readonly review: PendingReview | null;
}

/** What people decided of children who may be the same. */
export interface ChildMatchStore {
  /** By id; one of whom nothing was decided is alone. */
  readChildren(childIds: readonly string[]): Promise<DecidedChildren>;
  /** Oldest first. */
  readDecisions(matchId: string): Promise<readonly MatchDecision[]>;
  writeDecision(write: MatchWrite): Promise<WriteResult>;
}

export const readDecidedChildren = async (
  table: Table,
  childIds: readonly string[],
): Promise<DecidedChildren> => {
  const ids = [...new Set(childIds)];
  const items = await table.getMany(ids.map(decidedChildKey));
  const known = items.map((item) => decidedChildSchema.parse(item));
  return new Map([...ids.map(createUndecided), ...known].map((child) => [child.childId, child]));
};

export const createChildMatchStore = (table: Table): ChildMatchStore => ({
  readChildren: (childIds) => readDecidedChildren(table, childIds),
  readDecisions: async (matchId) => {
    const { pk } = decisionKey(matchId, 0);
    const items = await table.readPartition(pk, DECISIONS_FROM, LAST);
    return items.map((item) => matchDecisionSchema.parse(item['decision']));
  },
  writeDecision: async ({ matchId, known, decision, children, review }) => {
    const put = { ...decisionKey(matchId, known), entity: 'match-decision', decision };
    const done = await table.transact([
      { put, onlyIf: 'absent' },
      ...buildReviewWrites(review),
      ...children.map((child) => ({
        put: buildChildItem({ ...child, version: child.version + 1 }, decision.at),
        onlyIf: child.version === 0 ? ('absent' as const) : { version: child.version },
      })),
    ]);
    return done.outcome === 'written' ? 'written' : 'conflict';
  },
});
