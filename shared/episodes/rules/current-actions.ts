import type { Action } from '../action.ts';
import type { Instant } from '../../kernel/instant.ts';

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const findFirst = (action: Action, all: ReadonlyMap<string, Action>): Action => {
  const seen = new Set<string>();
  let first = action;
  while (first.corrects !== null && !seen.has(first.actionId)) {
    seen.add(first.actionId);
    first = all.get(first.corrects) ?? { ...first, corrects: null };
  }
  return first;
};

/** `firstRecordedAt`: when it, or the first action that it corrects, was recorded. */
export type CurrentAction = Action & { readonly firstRecordedAt: Instant };

/**
 * Actions in order of recording, without those that were corrected or retracted. A correction takes
 * the position of what it corrects.
 */
export const listCurrentActions = (actions: readonly Action[]): readonly CurrentAction[] => {
  const all = new Map(actions.map((action) => [action.actionId, action]));
  const corrected = new Set([...all.values()].map(({ corrects }) => corrects));
  return [...all.values()]
    .filter(({ actionId, kind }) => !corrected.has(actionId) && kind !== 'retraction')
    .map((action) => ({ action, first: findFirst(action, all) }))
    .sort(
      (a, b) =>
        compareText(a.first.recordedAt, b.first.recordedAt) ||
        compareText(a.first.actionId, b.first.actionId),
    )
    .map(({ action, first }) => ({ ...action, firstRecordedAt: first.recordedAt }));
};

export const DEBRIEF_STATES = ['current', 'corrected', 'withdrawn'] as const;

export type DebriefState = (typeof DEBRIEF_STATES)[number];

export const readDebriefState = (debriefId: string, actions: readonly Action[]): DebriefState => {
  const submitted = actions.find(
    (action) => action.kind === 'debrief' && action.debriefId === debriefId,
  );
  const since = actions.find(
    ({ corrects }) => corrects !== null && corrects === submitted?.actionId,
  );
  if (since === undefined) return 'current';
  return since.kind === 'retraction' ? 'withdrawn' : 'corrected';
};
