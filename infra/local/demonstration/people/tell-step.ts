import {
  recordedActionViewSchema,
  taskViewSchema,
  type TaskView,
} from '../../../../shared/episodes/task-api.ts';
import { type Ask, read, type RefusalReason, tell } from './ask.ts';
import { workerOf, type Case } from './case.ts';
import { stepRequestOf } from './step-request.ts';
import type { Step } from './step.ts';

/** Gives why it was refused; null when it was taken. */
const tellOnce = async (
  ask: Ask,
  one: Case,
  step: Step,
  covers: readonly TaskView[],
): Promise<RefusalReason | null> => {
  const { task, round, actions } = one;
  const actionOf = (name: string) => actions.get(name);
  const request = stepRequestOf({ step, task, round, actionOf, covers });
  if (request === null) return 'unknown-action';
  const told = await tell(ask, request, workerOf(one).token, recordedActionViewSchema);
  if (told.outcome === 'refused') return told.because;
  one.task = told.view.task;
  actions.set(step.name, told.view.actionId);
  return null;
};

/**
 * Tells a step as who has the task; when the task, or another one that the interview covers, has changed meanwhile, it
 * is read and told once more, for this task alone. Gives why it was refused; null when it was taken.
 */
export const tellStep = async (
  ask: Ask,
  one: Case,
  step: Step,
  covers: readonly TaskView[],
): Promise<RefusalReason | null> => {
  const because = await tellOnce(ask, one, step, covers);
  const others = because !== null && covers.length > 0;
  if (because !== 'stale' && !others) return because;
  const path = `/api/v1/tasks/${one.task.taskId}`;
  one.task = await read(ask, path, workerOf(one).token, taskViewSchema);
  return tellOnce(ask, one, step, []);
};
