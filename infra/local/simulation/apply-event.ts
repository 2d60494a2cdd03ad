import { addMs, MINUTE_MS } from '../../../shared/kernel/instant.ts';
import { actAsPerson } from './act-as-person.ts';
import type { SimulationEvent, Step } from './event.ts';
import type { World } from './world.ts';

type EventOf<Kind extends SimulationEvent['kind']> = Extract<
  SimulationEvent,
  { readonly kind: Kind }
>;

/** The clock is never before the moment at which the message was sent. */
const arrive = (world: World, { message: number }: EventOf<'arrival'>): string => {
  const { runtime, messages, sent } = world;
  const message = messages[number];
  if (message === undefined) return 'no message';
  if (runtime.now() < message.sentAt) runtime.setTime(message.sentAt);
  runtime.queues.notifications.send(message.body, runtime.now());
  const again = sent.includes(message) ? ', again' : '';
  sent.push(message);
  return `force ${message.force} sends ${message.kind} of ${message.reference}${again}`;
};

const sendPoison = ({ runtime, poison }: World, { queue }: EventOf<'poison'>): string => {
  const body = `poison ${poison.length}`;
  runtime.queues[queue].send(body, runtime.now());
  poison.push({ queue, body });
  return `something that is no message comes onto the queue of ${queue}`;
};

const runFunction = ({ runtime }: World, { name, batchSize }: Step & { kind: 'function' }) => {
  switch (name) {
    case 'intake':
      return runtime.runIntake(batchSize);
    case 'publish':
      return runtime.runPublish();
    case 'alerts':
      return runtime.runAlerts();
    case 'evidence':
      return runtime.runEvidence();
    default:
      return runtime.run(name);
  }
};

/** A run that fails is tried again by whatever started it, as on Lambda. */
const takeStep = async (world: World, step: Step): Promise<string> => {
  if (step.kind === 'person') return actAsPerson(world, step);
  const failed = await runFunction(world, step).then(
    () => '',
    () => ' and fails',
  );
  return `${step.name} runs${failed}`;
};

/** Messages and records of the stream are given up after some tries. Our faults end before that. */
const LAST_TRIES = 3;

const isNearlyGivenUp = ({ queues, streamTries }: World['runtime']): boolean =>
  Math.max(queues.notifications.mostReceives(), queues.evidence.mostReceives(), streamTries()) >=
  LAST_TRIES;

const describeFaults = (faults: EventOf<'work'>['faults']): string =>
  faults.map(({ kind, operation }) => `; ${kind} at operation ${operation}`).join('');

const work = async (
  world: World,
  { steps, faults, turns, skewMs }: EventOf<'work'>,
): Promise<string> => {
  const { runtime } = world;
  const planned = isNearlyGivenUp(runtime) ? [] : faults;
  const before = world.faults.count();
  const now = runtime.now();
  world.faults.begin(planned, steps.length > 1 ? turns : null);
  if (skewMs !== 0) runtime.setTime(addMs(now, skewMs));
  const done = await Promise.all(steps.map((step) => takeStep(world, step)));
  runtime.setTime(now);
  world.faults.end();
  const hit = world.faults.count() > before ? describeFaults(planned) : '';
  const skew = skewMs === 0 ? '' : ` (clock ${skewMs / 1000} s off)`;
  return `${done.join(', and at the same time ')}${skew}${hit}`;
};

const makeHappen = async (world: World, event: SimulationEvent): Promise<string> => {
  const { runtime } = world;
  switch (event.kind) {
    case 'arrival':
      return arrive(world, event);
    case 'poison':
      return sendPoison(world, event);
    case 'clock':
      runtime.setTime(addMs(runtime.now(), event.minutes * MINUTE_MS));
      return `${event.minutes} minutes pass`;
    case 'work':
      return work(world, event);
    case 'replay':
      runtime.rewindStream(event.records);
      return `the stream delivers its last ${event.records} records again`;
    case 'gap':
      runtime.skipStream(event.follower, event.records);
      return `${event.follower} never gets its next ${event.records} records`;
  }
};

/** Makes one event happen and says in a line what it was. */
export const applyEvent = async (world: World, event: SimulationEvent): Promise<void> => {
  const line = await makeHappen(world, event);
  world.story.push(`${world.runtime.now().slice(0, 19)}Z ${line}`);
};
