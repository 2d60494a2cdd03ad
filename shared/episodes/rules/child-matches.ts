import * as z from 'zod';
import type { Immutable } from '../../kernel/immutable.ts';
import { instantSchema } from '../../kernel/instant.ts';

const text = z.string();

/** What a person said of two children; `undo` takes back what was said before. */
export const MATCH_DECISIONS = ['same', 'different', 'undo'] as const;

/** `authorities`: for which it was said; `responsible`: all that had to agree then. */
export const matchDecisionSchema = z.object({
  decisionId: text,
  decision: z.enum(MATCH_DECISIONS),
  reason: text,
  by: text,
  at: instantSchema,
  authorities: z.array(text),
  responsible: z.array(text),
  contentHash: text,
});
export type MatchDecision = Immutable<z.infer<typeof matchDecisionSchema>>;

type Verdict = Exclude<MatchDecision['decision'], 'undo'>;

/** What holds of two children, and what waits for another authority to agree. */
export interface MatchState {
  readonly holds: Verdict | null;
  readonly proposed: Verdict | null;
  /** Authorities that must still agree to what is proposed. */
  readonly waitingFor: readonly string[];
}

const UNDECIDED: MatchState = { holds: null, proposed: null, waitingFor: [] };

interface Folded extends MatchState {
  readonly agreed: readonly string[];
}

const decideOne = (
  before: Folded,
  { decision, authorities, responsible }: MatchDecision,
): Folded => {
  if (decision === 'undo') return { ...UNDECIDED, agreed: [] };
  const agreed = [...(before.proposed === decision ? before.agreed : []), ...authorities];
  const waitingFor = responsible.filter((authority) => !agreed.includes(authority));
  return waitingFor.length === 0
    ? { holds: decision, proposed: null, waitingFor: [], agreed: [] }
    : { holds: before.holds, proposed: decision, waitingFor, agreed };
};

/** A decision holds once every responsible authority has said it; to take it back, one is enough. */
export const foldMatch = (decisions: readonly MatchDecision[]): MatchState => {
  const { holds, proposed, waitingFor } = decisions.reduce(decideOne, { ...UNDECIDED, agreed: [] });
  return { holds, proposed, waitingFor };
};

/**
 * What people decided of one child id. `group`: the ids of the same child, itself among them, in order. `apart`: whom they
 * said to be different from one of the group.
 */
export const decidedChildSchema = z.object({
  childId: text,
  version: z.int(),
  same: z.array(text),
  different: z.array(text),
  group: z.array(text),
  apart: z.array(text),
});
export type DecidedChild = Immutable<z.infer<typeof decidedChildSchema>>;

/** Of two children, in either order. */
export const makeMatchId = (one: string, other: string): string => [one, other].sort().join('.');

/** The two children; null for a text that names no two. */
export const readMatchId = (matchId: string): readonly [string, string] | null => {
  const [one, other, ...more] = matchId.split('.');
  if (!one || !other || more.length > 0 || one >= other) return null;
  return [one, other];
};

/** Nobody has decided anything of this child. */
export const createUndecided = (childId: string): DecidedChild => ({
  childId,
  version: 0,
  same: [],
  different: [],
  group: [childId],
  apart: [],
});

/** By id. */
export type DecidedChildren = ReadonlyMap<string, DecidedChild>;

/** All ids of the same child; the id alone where nothing was decided. */
export const listSameChild = (childId: string, children: DecidedChildren): readonly string[] =>
  children.get(childId)?.group ?? [childId];

/** The id that a child is shown and counted under. One that was told before goes on leading to the child. */
export const nameChild = (childId: string, children: DecidedChildren): string =>
  listSameChild(childId, children)[0] ?? childId;

/** As `nameChild`; null while nobody has said who the child is. */
export const showChildId = (childId: string | null, children: DecidedChildren): string | null =>
  childId === null ? null : nameChild(childId, children);

/** Whether a person has yet to say if this is the same child. */
export const isUndecided = (
  childId: string | null,
  other: string,
  children: DecidedChildren,
): boolean => {
  const decided = childId === null ? undefined : children.get(childId);
  return decided === undefined || ![...decided.group, ...decided.apart].includes(other);
};

const withOther = (list: readonly string[], other: string, isIn: boolean): readonly string[] => {
  const others = list.filter((id) => id !== other);
  return isIn ? [...others, other].sort() : others;
};

const decide = (one: DecidedChild, other: string, holds: Verdict | null): DecidedChild => ({
  ...one,
  same: withOther(one.same, other, holds === 'same'),
  different: withOther(one.different, other, holds === 'different'),
});

const collectGroup = (childId: string, children: DecidedChildren): readonly string[] => {
  const group = new Set([childId]);
  for (const id of group) for (const next of children.get(id)?.same ?? []) group.add(next);
  return [...group].sort();
};

/**
 * What is known of all children of both groups once this holds of two of them. `known` are the records of both groups.
 */
export const applyMatch = (
  known: readonly DecidedChild[],
  [one, other]: readonly [string, string],
  holds: Verdict | null,
): readonly DecidedChild[] => {
  const decided = known.map((child) => {
    if (child.childId === one) return decide(child, other, holds);
    return child.childId === other ? decide(child, one, holds) : child;
  });
  const byId = new Map(decided.map((child) => [child.childId, child]));
  return decided.map((child) => {
    const group = collectGroup(child.childId, byId);
    const apart = group.flatMap((id) => byId.get(id)?.different ?? []);
    return { ...child, group, apart: [...new Set(apart)].sort() };
  });
};

/** Two of one group are said to be different: one of the decisions must be taken back first. */
export const hasContradiction = (children: readonly DecidedChild[]): boolean =>
  children.some(({ group, apart }) => apart.some((id) => group.includes(id)));
