import type { Action } from './action.ts';

/** Whether a debrief that something was taken from stands, or what became of it since. */
export const DEBRIEF_STATES = ['current', 'corrected', 'withdrawn'] as const;
export type DebriefState = (typeof DEBRIEF_STATES)[number];

/** What became of a debrief; a report that was taken from it and sent is not recalled by it. */
export const readDebriefState = (debriefId: string, actions: readonly Action[]): DebriefState => {
  const handedIn = actions.find(
    (action) => action.kind === 'debrief' && action.debriefId === debriefId,
  );
  const since = actions.find(
    ({ corrects }) => corrects !== null && corrects === handedIn?.actionId,
  );
  if (since === undefined) return 'current';
  return since.kind === 'retraction' ? 'withdrawn' : 'corrected';
};
