import type { TaskView } from '../../../../shared/episodes/task-api.ts';
import { msOf, type Instant } from '../../../../shared/kernel/instant.ts';
import { createChance } from '../chance.ts';
import { drawWork } from './draw-work.ts';
import type { WorkSubject } from './drawing.ts';
import type { Step } from './step.ts';
import type { Office, Worker } from './who-is-who.ts';
import type { WorkRates } from './work-rates.ts';

/** One task in somebody's hands. */
export interface Case {
  readonly office: Office;
  /** As it was last read. */
  task: TaskView;
  /** Counts the plans made for it, from 1. */
  round: number;
  /** Still to be told, in order. */
  steps: readonly Step[];
  /** The actions that the steps of this round became, by name of the step. */
  readonly actions: Map<string, string>;
}

export interface PlanSettings {
  readonly seed: number;
  readonly rates: WorkRates;
  /** Of children who returned before this instant only offers, outcomes and debriefs are told: that is quicker. */
  readonly wholeSince: Instant;
  /** What surrounds the children of an authority. */
  readonly around: (authority: string) => WorkSubject['around'];
}

/** What was planned came to nothing so often that nobody plans again. */
const MOST_ROUNDS = 3;

/** Plans the work of a task. Null while nobody knows that the child is home. */
export const openCase = (settings: PlanSettings, office: Office, task: TaskView): Case | null => {
  if (task.returnedAt === null) return null;
  const knownAt = Math.max(Date.parse(task.returnedAt), Date.parse(task.openedAt));
  const opened: Case = { office, task, round: 1, steps: [], actions: new Map() };
  return { ...opened, steps: plan(settings, opened, knownAt) };
};

const plan = (settings: PlanSettings, { office, task, round }: Case, knownAt: number) => {
  const { seed, rates, wholeSince } = settings;
  const around = settings.around(office.authority);
  const returnedAt = Date.parse(task.returnedAt ?? '');
  const chance = createChance(seed, 'work', task.taskId, round);
  const { steps } = drawWork(chance, { returnedAt, knownAt, around }, rates);
  return returnedAt < msOf(wholeSince) ? inShort(steps) : steps;
};

/** Three attempts must be told where no contact could be made. */
const inShort = (steps: readonly Step[]): readonly Step[] => {
  const noInterview = steps.some(({ deed }) => deed.kind === 'not-possible');
  return steps.filter(
    ({ name, deed }) =>
      name === 'outcome' ||
      deed.kind === 'offer' ||
      deed.kind === 'debrief' ||
      (noInterview && deed.kind === 'attempt'),
  );
};

/** Plans anew what could not be done as it was planned. */
export const planAgain = (settings: PlanSettings, one: Case, now: Instant): void => {
  one.steps = [];
  if (one.round === MOST_ROUNDS || one.task.returnedAt === null) return;
  one.round += 1;
  one.actions.clear();
  one.steps = plan(settings, one, msOf(now));
};

/** Who has the task; the manager where nobody does. */
export const workerOf = ({ office, task }: Case): Worker =>
  (task.practitioner === null ? undefined : office.worker(task.practitioner)) ??
  office.managerOf(task.team);

/** Whether the next step is to be told by then (milliseconds). */
export const isDue = ({ steps: [next] }: Case, until: number): boolean =>
  next !== undefined && next.toldAt <= until;
