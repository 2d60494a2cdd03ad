import type { FeedMessage } from '../demonstration/feed-message.ts';
import type { Random } from '../demonstration/random.ts';
import {
  type Fault,
  FAULT_KINDS,
  type FunctionName,
  type SimulationEvent,
  type Step,
} from './event.ts';

const FUNCTION_WEIGHTS: Readonly<Record<FunctionName, number>> = {
  intake: 30,
  publish: 16,
  alerts: 16,
  evidence: 14,
  sweep: 14,
  reconcileReplies: 3,
  reconcileEvidence: 3,
  digest: 3,
  detect: 1,
};

const MANNER_WEIGHTS = { once: 60, twice: 15, stale: 10, again: 15 };
const STEP_WEIGHTS = { function: 55, person: 45 };
const MOST_DRAW = 2 ** 30;

const drawStep = (random: Random): Step =>
  random.pickWeighted(STEP_WEIGHTS) === 'function'
    ? {
        kind: 'function',
        name: random.pickWeighted(FUNCTION_WEIGHTS),
        batchSize: random.integer(1, 10),
      }
    : {
        kind: 'person',
        manner: random.pickWeighted(MANNER_WEIGHTS),
        draw: random.integer(1, MOST_DRAW),
      };

const LAST_OPERATION = 40;

const drawFaults = (random: Random): readonly Fault[] =>
  Array.from({ length: random.happens(0.5) ? random.integer(1, 2) : 0 }, () => ({
    operation: Math.floor(random.logUniform(1, LAST_OPERATION)),
    kind: random.pick(FAULT_KINDS),
  }));

const SECOND_MS = 1_000;

const drawWork = (random: Random): SimulationEvent => {
  const steps = Array.from({ length: Number(random.pickWeighted({ 1: 55, 2: 30, 3: 15 })) }, () =>
    drawStep(random),
  );
  return {
    kind: 'work',
    steps: random.happens(0.15) ? [...steps, ...steps] : steps,
    faults: drawFaults(random),
    turns: random.integer(1, MOST_DRAW),
    skewMs: random.happens(0.15) ? random.integer(-5, 5) * SECOND_MS : 0,
  };
};

const drawOther = (random: Random): SimulationEvent => {
  switch (random.pickWeighted({ clock: 70, replay: 12, gap: 16, poison: 2 })) {
    case 'clock':
      return { kind: 'clock', minutes: Math.ceil(random.logUniform(1, 2_000)) };
    case 'replay':
      return { kind: 'replay', records: random.integer(1, 20) };
    case 'gap':
      return {
        kind: 'gap',
        follower: random.pick(['publish', 'alerts'] as const),
        records: random.integer(1, 3),
      };
    case 'poison':
      return { kind: 'poison', queue: random.pick(['notifications', 'evidence'] as const) };
  }
};

const MOST_PLACES_LATER = 6;

/** Each message once or twice, not far from its place, sometimes after those that were sent later. */
const drawArrivals = (random: Random, messages: readonly FeedMessage[]) =>
  messages
    .flatMap((_, message) =>
      Array.from({ length: random.happens(0.1) ? 2 : 1 }, () => ({
        message,
        place: message + (random.happens(0.25) ? random.uniform(0, MOST_PLACES_LATER) : 0),
      })),
    )
    .sort((a, b) => a.place - b.place)
    .map(({ message }): SimulationEvent => ({ kind: 'arrival', message }));

/** Between two arrivals the functions run, people work and time passes. */
const drawBetween = (random: Random): readonly SimulationEvent[] =>
  Array.from({ length: random.integer(0, 4) }, () =>
    random.happens(0.7) ? drawWork(random) : drawOther(random),
  );

const AFTERWARDS = 16;

/** Everything that happens in a run, in order. Any of it can be left out. */
export const drawEvents = (
  random: Random,
  messages: readonly FeedMessage[],
): readonly SimulationEvent[] => [
  ...drawArrivals(random, messages).flatMap((arrival) => [arrival, ...drawBetween(random)]),
  ...Array.from({ length: AFTERWARDS }, () => drawBetween(random)).flat(),
];
