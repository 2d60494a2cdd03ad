import pMap from 'p-map';
import { taskViewSchema, type TaskView } from '../../../../shared/episodes/task-api.ts';
import { toInstant, toMs, type Instant } from '../../../../shared/kernel/instant.ts';
import {
  type Case,
  isDue,
  openCase,
  replan,
  type PlanSettings,
  chooseWorker,
  submitStep,
} from './case.ts';
import type { Step } from './step.ts';
import { createRandom } from '../random.ts';
import { AT_ONCE, type CallApi, readAllPages, type RefusalReason } from './api-client.ts';
import { allocateUnallocated } from './managers.ts';
import type { Office } from './offices.ts';

export interface CaseworkSettings extends PlanSettings {
  readonly ask: CallApi;
  readonly offices: readonly Office[];
  readonly after: Instant;
  readonly isAway: (practitionerId: string, now: Instant) => boolean;
}

export interface Casework {
  readTasks(): Promise<void>;
  /** Records everything that is due by then. Returns the number of steps recorded. */
  workUntil(until: Instant): Promise<number>;
  /** When the next step falls due of somebody who is not away then; null when none is planned. */
  findNextStep(): Instant | null;
}

/** The task was withdrawn, or now belongs to another authority. */
const ENDS_WORK: ReadonlySet<RefusalReason> = new Set(['task-withdrawn', 'not-found']);

/** Something has changed since the plan was made, e.g. the time of the return was corrected. */
const NEEDS_NEW_PLAN: ReadonlySet<RefusalReason> = new Set([
  'before-return',
  'before-found',
  'before-report',
  'too-few-attempts',
]);

class SimulatedCasework implements Casework {
  readonly #settings: CaseworkSettings;
  readonly #cases = new Map<string, Case>();
  #begun = false;

  constructor(settings: CaseworkSettings) {
    this.#settings = settings;
  }

  async readTasks(): Promise<void> {
    const { offices } = this.#settings;
    // Interviews of an earlier run may still need a debrief.
    if (!this.#begun) await pMap(offices, (office) => this.#read(office, 'closed'), AT_ONCE);
    this.#begun = true;
    await pMap(
      offices,
      async (office) => {
        const open = await this.#read(office, 'open');
        await allocateUnallocated(this.#settings, office, open);
      },
      AT_ONCE,
    );
  }

  async workUntil(until: Instant): Promise<number> {
    const untilMs = toMs(until);
    const due = [...this.#cases.values()].filter(
      (one) =>
        isDue(one, untilMs) && !this.#settings.isAway(chooseWorker(one).practitionerId, until),
    );
    let submitted = 0;
    await pMap(
      groupByChild(due),
      async (cases) => {
        for (const one of cases) submitted += await this.#workOn(one, untilMs, until);
      },
      AT_ONCE,
    );
    return submitted;
  }

  findNextStep(): Instant | null {
    const { isAway } = this.#settings;
    let earliest = Infinity;
    for (const one of this.#cases.values()) {
      const at = one.steps[0]?.recordedAt ?? Infinity;
      if (at < earliest && !isAway(chooseWorker(one).practitionerId, toInstant(at))) earliest = at;
    }
    return earliest === Infinity ? null : toInstant(earliest);
  }

  async #read(office: Office, state: TaskView['state']): Promise<readonly TaskView[]> {
    const path = `/api/v1/tasks?authority=${office.authority}&state=${state}`;
    const { token } = office.headOfService;
    const tasks = await readAllPages(this.#settings.ask, path, token, taskViewSchema);
    for (const task of tasks) this.#see(office, task);
    return tasks;
  }

  #see(office: Office, task: TaskView): void {
    const known = this.#cases.get(task.taskId);
    if (known !== undefined) {
      known.task = task;
      return;
    }
    const opened = openCase(this.#settings, office, task);
    if (opened === null) return;
    const after = toMs(this.#settings.after);
    opened.steps = opened.steps.filter(
      (step) => step.recordedAt >= after && isStillToDo(step, task),
    );
    this.#cases.set(task.taskId, opened);
  }

  async #workOn(one: Case, until: number, now: Instant): Promise<number> {
    let submitted = 0;
    while (isDue(one, until)) {
      const [step, ...later] = one.steps;
      if (step === undefined) break;
      one.steps = later;
      const covered = this.#coveredBy(one, step);
      const because = await submitStep(
        this.#settings.ask,
        one,
        step,
        covered.map(({ task }) => task),
      );
      if (because === null) submitted += 1;
      if (because === null) covered.forEach(markCovered);
      else if (ENDS_WORK.has(because)) one.steps = [];
      else if (NEEDS_NEW_PLAN.has(because)) replan(this.#settings, one, now);
    }
    return submitted;
  }

  #coveredBy(one: Case, { action, happenedAt }: Step): readonly Case[] {
    const { childId, taskId } = one.task;
    const { seed, rates } = this.#settings;
    if (action.kind !== 'completed' || action.corrects !== null || childId === null) return [];
    if (!createRandom(seed, 'cover', taskId).happens(rates.covers)) return [];
    return [...this.#cases.values()].filter(
      ({ office, task }) =>
        office === one.office &&
        task.childId === childId &&
        task.taskId !== taskId &&
        task.state === 'open' &&
        task.returnedAt !== null &&
        Date.parse(task.returnedAt) < happenedAt,
    );
  }
}

/** A closed task may still need the debrief of its interview, and a child who declined may talk later. */
const isStillToDo = ({ action }: Step, { state, outcome, debriefs }: TaskView): boolean => {
  if (state === 'open') return true;
  if (action.kind === 'completed') return outcome?.outcome === 'declined';
  return action.kind === 'debrief' && outcome?.covers != null && debriefs.length === 0;
};

const markCovered = (one: Case): void => {
  one.task = { ...one.task, state: 'closed' };
  one.steps = [];
};

/** In sequence for one child, because one interview may close several tasks. */
const groupByChild = (cases: readonly Case[]): readonly (readonly Case[])[] => [
  ...Map.groupBy(cases, ({ task }) => task.childId ?? task.taskId).values(),
];

export const createCasework = (settings: CaseworkSettings): Casework =>
  new SimulatedCasework(settings);
