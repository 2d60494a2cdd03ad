import type { Table } from '../../../shared/database/table.ts';
import type { Directory } from '../../../shared/directory/directory.ts';
import type { MessageTemplates } from '../../../shared/messaging/message-templates.ts';
import {
  addMs,
  DAY_MS,
  type Instant,
  MINUTE_MS,
  toInstant,
  toMs,
} from '../../../shared/kernel/instant.ts';
import { type FeedMessage } from '../demonstration/feed-message.ts';
import { generateFeed } from '../demonstration/feed.ts';
import { createRandom, type Random } from '../demonstration/random.ts';
import { createMemoryRuntime, finishWork, type MemoryRuntime } from '../memory/memory-runtime.ts';
import { createFaults, type FaultRates, type SwitchableFaults } from './faults.ts';
import { findViolations } from './invariants.ts';

export interface SimulationResult {
  readonly seed: number;
  readonly messages: number;
  readonly faults: number;
  /** Rules of the domain that did not hold, as sentences. */
  readonly violations: readonly string[];
}

/** A message as it comes onto the queue: late, again, in another order. */
export interface Arrival {
  readonly at: Instant;
  readonly message: FeedMessage;
}

const FIRST_DAY = Date.UTC(2026, 0, 5);
const MOST_MESSAGES = 40;
const SWEEP_EVERY_MS = 10 * MINUTE_MS;

const planArrivals = (random: Random, seed: number): readonly Arrival[] => {
  const from = toInstant(FIRST_DAY + random.integer(0, 300) * DAY_MS);
  const to = addMs(from, 3 * DAY_MS);
  const feed = [
    ...generateFeed({ seed, from, to, childrenPerMonth: random.integer(10, 60) }),
  ].slice(0, MOST_MESSAGES);
  return feed
    .flatMap((message) =>
      Array.from({ length: random.happens(0.15) ? 2 : 1 }, () => ({
        message,
        at: addMs(message.sentAt, Math.round(random.exponential(20 * MINUTE_MS))),
      })),
    )
    .sort((a, b) => (a.at < b.at ? -1 : 1));
};

const WORK = ['intake', 'publish', 'alerts', 'evidence'] as const;
type Work = (typeof WORK)[number];

const runWork = (runtime: MemoryRuntime, work: Work, batchSize: number): Promise<boolean> => {
  switch (work) {
    case 'intake':
      return runtime.runIntake(batchSize);
    case 'publish':
      return runtime.runPublish();
    case 'alerts':
      return runtime.runAlerts();
    case 'evidence':
      return runtime.runEvidence();
  }
};

const runReconcilers = async (runtime: MemoryRuntime): Promise<void> => {
  await runtime.run('reconcileReplies');
  await runtime.run('reconcileEvidence');
};

/** A run that fails is tried again by whatever started it, as on Lambda. */
const attempt = async (run: () => Promise<unknown>): Promise<void> => {
  await run().catch(() => undefined);
};

interface World {
  readonly random: Random;
  readonly runtime: MemoryRuntime;
  readonly faults: SwitchableFaults;
}

/** Messages go to the dead letters after five tries. Our faults end before that. */
const LAST_TRIES = 3;

const isNearlyGivenUp = ({ queues: { notifications, evidence } }: MemoryRuntime): boolean =>
  Math.max(notifications.mostReceives(), evidence.mostReceives()) >= LAST_TRIES;

/** Several functions, or several copies of one, at the same time. */
const runSome = async ({ random, runtime, faults }: World): Promise<void> => {
  const atOnce = random.integer(1, 3);
  const runOne = (): Promise<void> => {
    const [work, batchSize] = [random.pick(WORK), random.integer(1, 10)];
    return attempt(() => runWork(runtime, work, batchSize));
  };
  const runAll = () => Promise.all(Array.from({ length: atOnce }, runOne));
  await (isNearlyGivenUp(runtime) ? faults.without(runAll) : runAll());
};

const live = async (world: World, arrivals: readonly Arrival[]): Promise<Instant> => {
  const { random, runtime } = world;
  let nextSweepMs = toMs(arrivals[0]?.at ?? toInstant(FIRST_DAY));
  for (const { at, message } of arrivals) {
    for (; nextSweepMs < toMs(at); nextSweepMs += SWEEP_EVERY_MS) {
      runtime.setTime(toInstant(nextSweepMs));
      if (random.happens(0.9)) await attempt(() => runtime.run('sweep'));
      if (random.happens(0.05)) await attempt(() => runReconcilers(runtime));
      if (random.happens(0.3)) await runSome(world);
    }
    runtime.setTime(at);
    runtime.queues.notifications.send(message.body, at);
    const rounds = random.integer(0, 3);
    for (let round = 0; round < rounds; round++) await runSome(world);
    if (random.happens(0.05)) runtime.rewindStream(random.integer(1, 20));
  }
  return toInstant(nextSweepMs);
};

const QUIET_ROUNDS = 40;

/** Everything that is still to be done is done, as within hours of a fault that has ended. */
const finishDays = async (runtime: MemoryRuntime, from: Instant): Promise<Instant> => {
  let now = from;
  for (let round = 0; round < QUIET_ROUNDS; round++) {
    now = addMs(now, SWEEP_EVERY_MS);
    runtime.setTime(now);
    await runtime.run('sweep');
    if (round % 6 === 0) await runReconcilers(runtime);
    await finishWork(runtime);
  }
  return now;
};

const FAULT_RATES: FaultRates = { before: 0.02, after: 0.02, contended: 0.03 };

export interface SimulationOptions {
  readonly directory: Directory;
  readonly templates: MessageTemplates;
  /** Breaks a rule of the table on purpose, to show that a simulation notices. */
  readonly breakTable?: (table: Table) => Table;
}

const createRun = (seed: number, options: SimulationOptions, start: Instant) => {
  const { directory, templates, breakTable = (table: Table) => table } = options;
  const faults = createFaults(createRandom('faults', seed), FAULT_RATES);
  const wrapTable = (table: Table): Table => faults.wrapTable(breakTable(table));
  const runtime = createMemoryRuntime({
    directory,
    templates,
    start,
    faults: { ...faults, wrapTable },
  });
  return { faults, runtime };
};

/** One random county, a few days long, with faults everywhere. The same seed gives the same run. */
export const runSimulation = async (
  seed: number,
  options: SimulationOptions,
): Promise<SimulationResult> => {
  const random = createRandom('simulation', seed);
  const arrivals = planArrivals(random, seed);
  const start = arrivals[0]?.at ?? toInstant(FIRST_DAY);
  const { faults, runtime } = createRun(seed, options, start);
  const end = await live({ random, runtime, faults }, arrivals);
  faults.switchOff();
  const now = await finishDays(runtime, end);
  return {
    seed,
    messages: arrivals.length,
    faults: faults.count(),
    violations: await findViolations(runtime, {
      sent: arrivals.map(({ message }) => message),
      directory: options.directory,
      now,
    }),
  };
};
