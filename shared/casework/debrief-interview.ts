import type { Action, Interviewee, OutcomeKind } from '../episodes/action.ts';
import { listCurrentActions } from '../episodes/rules/current-actions.ts';
import type { RhiTask } from '../episodes/task.ts';
import { refuseBody } from '../kernel/result.ts';

/** A child is debriefed after a held interview; a parent or carer after the child declined. */
const DEBRIEFED_AFTER: Readonly<Record<Interviewee, OutcomeKind>> = {
  child: 'completed',
  'parent-or-carer': 'declined',
};

export const isDebriefedAfter = (outcome: OutcomeKind, interviewee: Interviewee): boolean =>
  outcome === DEBRIEFED_AFTER[interviewee];

/** A decline stays true when the child talks later. */
export const hasInterview = (
  { outcome, declinedFirst }: Pick<RhiTask, 'outcome' | 'declinedFirst'>,
  interviewee: Interviewee,
): boolean =>
  (outcome !== null && isDebriefedAfter(outcome.outcome, interviewee)) ||
  (declinedFirst !== null && isDebriefedAfter('declined', interviewee));

/**
 * Ids of the submitted debriefs that would be of nothing once this outcome is corrected, or retracted (`instead` null).
 * A debrief cannot stand for an interview that did not take place.
 */
export const listDebriefsWithout = (
  actions: readonly Action[],
  outcome: Pick<Action, 'actionId'> | null,
  instead: OutcomeKind | null,
): readonly string[] => {
  const current = listCurrentActions(actions);
  const left = current.flatMap((action) =>
    action.kind === 'outcome' && action.actionId !== outcome?.actionId ? [action.outcome] : [],
  );
  const outcomes = [...left, instead];
  return current.flatMap((action) =>
    action.kind === 'debrief' && !outcomes.includes(DEBRIEFED_AFTER[action.interviewee])
      ? [action.actionId]
      : [],
  );
};

export const refuseLosingDebrief = (debriefs: readonly string[], isMeant = false) =>
  debriefs.length > 0 && !isMeant
    ? refuseBody(
        'debrief-would-go',
        '/withdrawDebrief',
        'The debrief of this interview, and all that was learned from it, would go with it. If the interview did not take place, send true.',
      )
    : null;
