import type { Action } from '../action.ts';
import { type CurrentAction, listCurrentActions } from './current-actions.ts';
import type { MergedFacts } from './merge-facts.ts';

export type AuthorityReturn = CurrentAction & { readonly kind: 'return' };

/** In the order of their recording, without what was corrected; also what was taken back. */
const listReturns = (actions: readonly Action[]): readonly AuthorityReturn[] =>
  listCurrentActions(actions).filter(
    (action): action is AuthorityReturn => action.kind === 'return',
  );

/** Returns that the authority knows of. */
export const listAuthorityReturns = (actions: readonly Action[]): readonly AuthorityReturn[] =>
  listReturns(actions).filter(({ returnedAt }) => returnedAt !== null);

/** What the authority last said of the return of an episode. */
export const findAuthorityReturn = (actions: readonly Action[]): AuthorityReturn | null =>
  listReturns(actions).at(-1) ?? null;

/** Police win: what the authority says counts while they have not sent a return. */
export const addAuthorityReturn = (
  merged: MergedFacts,
  actions: readonly Action[],
): MergedFacts => {
  const returnedAt = findAuthorityReturn(actions)?.returnedAt ?? null;
  if (returnedAt === null || merged.returned.returnedAt !== undefined) return merged;
  return { ...merged, returned: { ...merged.returned, returnedAt } };
};
