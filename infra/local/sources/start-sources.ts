import type { LocalFunction } from '../functions/local-function.ts';
import type { EventSource } from './event-source.ts';
import { StartupError } from '../startup-error.ts';
import type { CreatedTable } from '../emulators/create-tables.ts';
import { createQueueSource } from './queue-source.ts';
import { createStreamSource } from './stream-source.ts';
import type { QueueSourceModel, StackModel, StreamSourceModel } from '../template/stack-model.ts';
import { type LocalClock, readWallClock } from '../clock.ts';
import { countWorkers } from '../functions/start-functions.ts';
import { openStreamPositions } from './stream-reader.ts';
import type { Emulators } from '../emulators/start-emulators.ts';
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
    for (const source of sources) await source.waitUntilEmpty();
    if (countInvocations(functions) === before) return;
  }
};

export interface SourceOptions {
  readonly stack: StackModel;
  readonly endpoints: Endpoints;
  readonly emulators: Emulators;
  readonly functions: ReadonlyMap<string, LocalFunction>;
  readonly tables: readonly CreatedTable[];
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
  const { stack, endpoints, emulators, functions, clock, onTrouble } = options;
  const lambda = stack.functions.find((one) => one.name === model.functionName);
  return createQueueSource({
    model,
    queueUrl: buildQueueUrl(endpoints, model.queueName),
    client: emulators.clients.sqs,
    emulator: emulators.sqs,
    clock,
    target: findFunction(functions, model.functionName),
    concurrency: lambda === undefined ? 1 : countWorkers(lambda, stack),
    onTrouble,
  });
};

const createStreamSources = (options: SourceOptions): EventSource[] => {
  const positions = openStreamPositions(options.positionsFile);
  return options.stack.streamSources.map((model) => {
    const { endpoints, emulators, functions, clock, onTrouble } = options;
    const table = findStreamedTable(options.tables, model);
    return createStreamSource({
      model,
      streamArn: table.streamArn,
      isNewTable: table.isNew,
      clients: emulators.clients,
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

const findStreamedTable = (tables: readonly CreatedTable[], model: StreamSourceModel) => {
  const table = tables.find((one) => one.name === model.tableName);
  if (table?.streamArn != null) return { ...table, streamArn: table.streamArn };
  throw new StartupError(`${model.id} reads the stream of ${model.tableName}, which has none.`);
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
