import { toMs, type Instant } from '../../../../shared/kernel/instant.ts';
import type { WorkRates } from './work-rates.ts';
import { createRandom } from '../random.ts';
import {
  type TaskView,
  recordedActionViewSchema,
  taskViewSchema,
} from '../../../../shared/episodes/task-api.ts';
import { type CallApi, readView, type RefusalReason, submit } from './api-client.ts';
import { type Step, buildStepRequest } from './step.ts';
import type { PlanSubject } from './plan-contact.ts';
import { planWork } from './plan-work.ts';
import type { Office, Worker } from './offices.ts';

export interface Case {
  readonly office: Office;
  task: TaskView;
  round: number;
  steps: readonly Step[];
  readonly actions: Map<string, string>;
}

export interface PlanSettings {
  readonly seed: number;
  readonly rates: WorkRates;
  /** Of children who returned before this instant only offers, outcomes and debriefs are recorded, to save time. */
  readonly wholeSince: Instant;
  readonly settingOf: (authority: string) => PlanSubject['setting'];
}

const MOST_ROUNDS = 3;

/** Null while the return is not confirmed. */
export const openCase = (settings: PlanSettings, office: Office, task: TaskView): Case | null => {
  if (task.returnedAt === null) return null;
  const knownAt = Math.max(Date.parse(task.returnedAt), Date.parse(task.openedAt));
  const opened: Case = { office, task, round: 1, steps: [], actions: new Map() };
  return { ...opened, steps: plan(settings, opened, knownAt) };
};

const plan = (settings: PlanSettings, { office, task, round }: Case, knownAt: number) => {
  const { seed, rates, wholeSince } = settings;
  const setting = settings.settingOf(office.authority);
  const returnedAt = Date.parse(task.returnedAt ?? '');
  const random = createRandom(seed, 'work', task.taskId, round);
  const { steps } = planWork(random, { returnedAt, knownAt, setting }, rates);
  return returnedAt < toMs(wholeSince) ? shorten(steps) : steps;
};

const ENDS: readonly Step['action']['kind'][] = ['completed', 'declined', 'not-possible'];

/** Without contact, three attempts must be recorded. */
const shorten = (steps: readonly Step[]): readonly Step[] => {
  const noInterview = steps.some(({ action }) => action.kind === 'not-possible');
  return steps.filter(
    ({ action }) =>
      ENDS.includes(action.kind) ||
      action.kind === 'offer' ||
      action.kind === 'debrief' ||
      (noInterview && action.kind === 'attempt'),
  );
};

export const replan = (settings: PlanSettings, one: Case, now: Instant): void => {
  one.steps = [];
  if (one.round === MOST_ROUNDS || one.task.returnedAt === null) return;
  one.round += 1;
  one.actions.clear();
  one.steps = plan(settings, one, toMs(now));
};

export const chooseWorker = ({ office, task }: Case): Worker =>
  (task.practitioner === null ? undefined : office.findWorker(task.practitioner)) ??
  office.findManager(task.team);

const FOR_MANAGERS: readonly string[] = [
  'in-custody',
  'in-hospital',
  'abroad',
  'moved-out-of-area',
];

/** Where a child is changes who closes the task: only a manager of its team. */
const chooseRecorder = (one: Case, { action }: Step): Worker =>
  action.kind === 'not-possible' && FOR_MANAGERS.includes(action.reason)
    ? one.office.findManager(one.task.team)
    : chooseWorker(one);

export const isDue = ({ steps: [next] }: Case, until: number): boolean =>
  next !== undefined && next.recordedAt <= until;

const submitOnce = async (
  ask: CallApi,
  one: Case,
  step: Step,
  covers: readonly TaskView[],
): Promise<RefusalReason | null> => {
  const { task, round, actions } = one;
  const actionOf = (name: string) => actions.get(name);
  const request = buildStepRequest({ step, task, round, actionOf, covers });
  if (request === null) return 'unknown-action';
  const result = await submit(
    ask,
    request,
    chooseRecorder(one, step).token,
    recordedActionViewSchema,
  );
  if (result.outcome === 'refused') return result.because;
  one.task = result.view.task;
  actions.set(step.name, result.view.actionId);
  return null;
};

/**
 * When the task, or another one that the interview covers, has changed in the meantime, it is read and submitted once
 * more, for this task alone. Returns why it was refused; null when it was accepted.
 */
export const submitStep = async (
  ask: CallApi,
  one: Case,
  step: Step,
  covers: readonly TaskView[],
): Promise<RefusalReason | null> => {
  const because = await submitOnce(ask, one, step, covers);
  const others = because !== null && covers.length > 0;
  if (because !== 'stale' && !others) return because;
  const path = `/api/v1/tasks/${one.task.taskId}`;
  one.task = await readView(ask, path, chooseWorker(one).token, taskViewSchema);
  return submitOnce(ask, one, step, []);
};
