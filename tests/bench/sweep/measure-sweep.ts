import { addMs, HOUR_MS } from '../../../shared/kernel/instant.ts';
import { at } from '../../support/facts.ts';
import type { BenchOptions } from '../bench-options.ts';
import type { Consumed } from '../capacity/consumed.ts';
import { type Spread, computeSpread } from '../spread.ts';
import type { OpenTasks } from './open-tasks.ts';
import type { Say } from '../bench-context.ts';
import { prepareSweep, type Run, type SweepTable } from './sweep-setup.ts';

/** Sweeps with nothing due, at one number of open tasks. */
export interface IdleCost {
  readonly open: number;
  /** Of each sweep, the same for all. */
  readonly consumed: Consumed;
  readonly ms: Spread;
}

/** What sweeps cost: capacity as AWS would charge it, times on this machine. */
export interface SweepCostReport {
  readonly idle: { readonly few: IdleCost; readonly many: IdleCost };
  /** Time with many open tasks over time with few, pair by pair. */
  readonly manyOverFew: Spread;
  readonly drain: {
    readonly open: number;
    readonly escalated: number;
    readonly ms: number;
    /** Of the whole drain. */
    readonly consumed: Consumed;
    /** Escalations that a second sweep still found: none. */
    readonly left: number;
  };
}

const NOW = at('2026-11-18T12:00Z');
const SHARE_OF_FEW = 200;
const SHARE_DUE = 20;
const SWEEPS_A_ROUND = 10;

/** All reminders were given, and the next level of each is hours away. */
const createNotDue = (name: string, count: number): OpenTasks => ({
  name,
  count,
  dueAt: (number) => addMs(NOW, HOUR_MS + (number % 60_000) * 3_000),
  raisedUntil: NOW,
});

/** The breach of each comes in the minute before now; everything before was raised. */
const createFallingDue = (count: number): OpenTasks => ({
  name: 'due',
  count,
  dueAt: (number) => addMs(NOW, -60_000 + (number % 59_000)),
  raisedUntil: addMs(NOW, -60_000),
});

const computeIdleCost = (open: number, runs: readonly Run[]): IdleCost => {
  const [first] = runs;
  if (first === undefined) throw new Error('Nothing was measured.');
  const { consumed } = first;
  const differs = runs.some((run) => run.consumed.indexRead !== consumed.indexRead);
  if (differs || runs.some(({ report }) => report.checked > 0))
    throw new Error('A sweep with nothing due did something.');
  return { open, consumed, ms: computeSpread(runs.map(({ ms }) => ms)) };
};

/** Alternately, so that a busy minute of the machine affects both. */
const sweepInTurns = async (few: SweepTable, many: SweepTable, times: number) => {
  const runs: { readonly few: Run; readonly many: Run }[] = [];
  await few.sweep(NOW);
  await many.sweep(NOW);
  for (let turn = 0; turn < times; turn++) {
    if (turn % 2 === 0) {
      const first = await few.sweep(NOW);
      runs.push({ few: first, many: await many.sweep(NOW) });
    } else {
      const first = await many.sweep(NOW);
      runs.push({ few: await few.sweep(NOW), many: first });
    }
  }
  return runs;
};

/** Seeds open tasks, sweeps with nothing due, lets some fall due in one minute, and drains them. */
export const measureSweep = async (
  { tasks, rounds }: BenchOptions,
  cleanup: AsyncDisposableStack,
  say: Say,
): Promise<SweepCostReport> => {
  const setup = await prepareSweep(cleanup);
  const [few, many] = [await setup.openTable('few'), await setup.openTable('many')];
  const fewTasks = Math.ceil(tasks / SHARE_OF_FEW);
  say(`sweep: seeding ${fewTasks} and ${tasks} open tasks`);
  await few.seed(createNotDue('few', fewTasks));
  await many.seed(createNotDue('many', tasks));
  say('sweep: nothing due');
  const idle = await sweepInTurns(few, many, rounds * SWEEPS_A_ROUND);
  const due = Math.ceil(tasks / SHARE_DUE);
  say(`sweep: ${due} fall due in the same minute`);
  await many.seed(createFallingDue(due));
  const { report, ms, consumed } = await many.sweep(NOW);
  const second = await many.sweep(NOW);
  return {
    idle: {
      few: computeIdleCost(
        fewTasks,
        idle.map((pair) => pair.few),
      ),
      many: computeIdleCost(
        tasks,
        idle.map((pair) => pair.many),
      ),
    },
    manyOverFew: computeSpread(idle.map((pair) => pair.many.ms / pair.few.ms)),
    drain: {
      open: tasks + due,
      escalated: report.escalated,
      ms,
      consumed,
      left: second.report.escalated,
    },
  };
};
