import { inspect } from 'node:util';
import { addMs, MINUTE_MS } from '../../../shared/kernel/instant.ts';
import { createRandom } from '../demonstration/random.ts';
import { finishWork } from '../memory/memory-runtime.ts';
import { applyEvent } from './apply-event.ts';
import { createWorld, type RunPlan, type SimulationOptions } from './create-world.ts';
import { drawEvents } from './draw-events.ts';
import type { SimulationEvent } from './event.ts';
import { findViolations } from './invariants/find-violations.ts';
import { createReplyCheck } from './invariants/replies.ts';
import type { Violation } from './invariants/violation.ts';
import { drawPoliceMessages } from './police-messages.ts';
import { drawDirectory } from './random-directory.ts';
import type { World } from './world.ts';

export interface SimulationResult {
  readonly seed: number;
  readonly events: number;
  readonly messages: number;
  /** Forms that people sent, each as often as it was sent. */
  readonly forms: number;
  readonly faults: number;
  readonly violations: readonly Violation[];
  /** What happened, one line an event. */
  readonly story: readonly string[];
}

export interface DrawnRun extends RunPlan {
  readonly events: readonly SimulationEvent[];
}

/** Everything about a run follows from its seed. */
export const drawRun = (seed: number, { codes }: SimulationOptions): DrawnRun => {
  const random = createRandom('simulation', seed);
  const county = drawDirectory(random, codes);
  const messages = drawPoliceMessages(random, county.areas);
  return { seed, county, messages, events: drawEvents(random, messages) };
};

const ROUND_MS = 10 * MINUTE_MS;
const FEWEST_ROUNDS = 8;
const MOST_ROUNDS = 60;

const isQuiet = ({ runtime }: World): boolean =>
  runtime.queues.notifications.size() === 0 && runtime.queues.evidence.size() === 0;

/**
 * A lease on a message ends only with time; then the next sweep wakes its sender. One whose result was lost at night is
 * tried again in the morning: only then can it be recorded as sent.
 */
const hasOpenMessage = ({ runtime }: World): boolean =>
  runtime.tables.core
    .listItems()
    .some(
      ({ entity, leasedUntil, openMessage }) =>
        entity === 'recipient' && (leasedUntil !== null || openMessage !== null),
    );

/** Everything that is still to be done is done, as within hours of a fault that has ended. */
const finishDays = async (world: World): Promise<void> => {
  const { runtime } = world;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (round >= FEWEST_ROUNDS && isQuiet(world) && !hasOpenMessage(world)) return;
    runtime.setTime(addMs(runtime.now(), ROUND_MS));
    await runtime.run('sweep');
    await runtime.run('reconcileReplies');
    await runtime.run('reconcileEvidence');
    await finishWork(runtime);
  }
};

/** The same run, or a part of it: events may be left out. */
export const replayRun = async (
  run: DrawnRun,
  options: SimulationOptions,
): Promise<SimulationResult> => {
  const world = createWorld(run, options);
  const checkReplies = createReplyCheck();
  for (const event of run.events) {
    await applyEvent(world, event);
    for (const { rule } of checkReplies(world)) world.brokenMeanwhile.add(rule);
  }
  await finishDays(world).catch((error: unknown) => {
    world.story.push(inspect(error));
    world.brokenMeanwhile.add('When the faults have ended, every function does its work.');
  });
  return {
    seed: run.seed,
    events: run.events.length,
    messages: world.sent.length,
    forms: world.forms.reduce((sum, { results }) => sum + results.length, 0),
    faults: world.faults.count(),
    violations: await findViolations(world),
    story: world.story,
  };
};

/** One random county, a few days long, with faults everywhere. The same seed gives the same run. */
export const runSimulation = (
  seed: number,
  options: SimulationOptions,
): Promise<SimulationResult> => replayRun(drawRun(seed, options), options);
