import type { Action, ActionDetail } from '../../shared/episodes/action.ts';
import { at } from './facts.ts';

/** What a test may say of an action's envelope; everything else has a fixed default. */
export type ActionOverrides = Partial<Omit<Action, 'kind'>>;

/** An action of practitioner p-1 on the day after the return of the default facts. */
export const buildAction = (detail: ActionDetail, about: ActionOverrides = {}): Action => {
  const recordedAt = about.recordedAt ?? at('2026-11-12T10:00:00Z');
  return {
    actionId: `act-${detail.kind}-${recordedAt}`,
    by: 'p-1',
    happenedAt: recordedAt,
    recordedAt,
    corrects: null,
    contentHash: `hash-of-${detail.kind}`,
    texts: [],
    ...detail,
    ...about,
  };
};

export const buildAllocation = (practitioner: string | null, about: ActionOverrides = {}): Action =>
  buildAction(
    {
      kind: 'allocation',
      practitioner,
      basis: practitioner === null ? 'hand-back' : 'manager',
      why: null,
    },
    about,
  );
