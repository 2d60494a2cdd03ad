import type { LocalFunction } from '../functions/local-function.ts';
import type { EventSource } from './event-source.ts';
import { StartupError } from '../startup-error.ts';
import { createQueueSource } from './queue-source.ts';
import { createStreamSource } from './stream-source.ts';
import type { QueueSourceModel, StackModel, StreamSourceModel } from '../template/stack-model.ts';
import { type LocalClock, readWallClock } from '../clock.ts';
import { countWorkers } from '../functions/start-functions.ts';
import { openStreamPositions, type StreamPosition, type StreamReader } from './stream-reader.ts';
import type { QueueService } from '../emulators/start-emulators.ts';
import { type Endpoints, buildQueueUrl } from '../template/endpoints.ts';

const countInvocations = (functions: readonly LocalFunction[]): number =>
  functions.reduce((sum, one) => sum + one.counts().invocations, 0);

/** Resolves after a round over all sources in which nothing was left and no function was invoked. */
export const waitUntilIdle = async (
  sources: readonly EventSource[],
  functions: readonly LocalFunction[],
): Promise<void> => {
  for (;;) {
    const before = countInvocations(functions);
    await Promise.all(sources.map((source) => source.waitUntilEmpty()));
    if (countInvocations(functions) === before) return;
  }
};

/** Reads the stream of the source's table. Throws a StartupError when that has none. */
export type OpenStream = (
  source: StreamSourceModel,
  position: StreamPosition | null,
) => StreamReader;

export interface SourceOptions {
  readonly stack: StackModel;
  readonly endpoints: Endpoints;
  readonly queues: QueueService;
  readonly openStream: OpenStream;
  readonly functions: ReadonlyMap<string, LocalFunction>;
  readonly clock: LocalClock;
  readonly positionsFile: string | null;
  readonly cleanup: AsyncDisposableStack;
  readonly onTrouble: (error: unknown) => void;
}

export const findFunction = (
  functions: ReadonlyMap<string, LocalFunction>,
  name: string,
): LocalFunction => {
  const found = functions.get(name);
  if (found !== undefined) return found;
  throw new StartupError(`The template starts function ${name}, which it does not contain.`);
};

const createQueueSourceFor = (options: SourceOptions, model: QueueSourceModel): EventSource => {
  const { stack, endpoints, queues, functions, clock, onTrouble } = options;
  const lambda = stack.functions.find((one) => one.name === model.functionName);
  return createQueueSource({
    model,
    queueUrl: buildQueueUrl(endpoints, model.queueName),
    client: queues.clients.sqs,
    emulator: queues.sqs,
    clock,
    target: findFunction(functions, model.functionName),
    concurrency: lambda === undefined ? 1 : countWorkers(lambda, stack),
    onTrouble,
  });
};

const createStreamSources = (options: SourceOptions): EventSource[] => {
  const positions = openStreamPositions(options.positionsFile);
  return options.stack.streamSources.map((model) => {
    const { endpoints, queues, openStream, functions, clock, onTrouble } = options;
    return createStreamSource({
      model,
      openStream: (position) => openStream(model, position),
      sqs: queues.clients.sqs,
      endpoints,
      positions,
      clock,
      wallNow: readWallClock,
      target: findFunction(functions, model.functionName),
      onActivity: (listener) => {
        for (const one of functions.values()) one.onActivity(listener);
      },
      onTrouble,
    });
  });
};

export const startSources = (options: SourceOptions): readonly EventSource[] => {
  const queues = options.stack.queueSources.map((model) => createQueueSourceFor(options, model));
  const sources = [...queues, ...createStreamSources(options)];
  for (const source of sources) source.start();
  options.cleanup.defer(async () => {
    await Promise.all(sources.map((source) => source.stop()));
  });
  return sources;
};
