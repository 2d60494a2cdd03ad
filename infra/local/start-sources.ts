import type { Cleanup } from './cleanup.ts';
import type { LocalClock } from './clock.ts';
import { StartupError } from './startup-error.ts';
import type { CreatedTable } from './emulators/create-tables.ts';
import type { LocalFunction } from './functions/local-function.ts';
import type { EventSource } from './sources/event-source.ts';
import { createQueueSource } from './sources/queue-source.ts';
import { openStreamPositions } from './sources/stream-positions.ts';
import { createStreamSource } from './sources/stream-source.ts';
import { wallNow } from './start-clock.ts';
import type { Emulators } from './start-emulators.ts';
import { workersFor } from './start-functions.ts';
import type { Places } from './template/places.ts';
import { queueUrl } from './template/places.ts';
import type { QueueSourceModel, StackModel, StreamSourceModel } from './template/stack-model.ts';

export interface SourceOptions {
  readonly stack: StackModel;
  readonly places: Places;
  readonly emulators: Emulators;
  readonly functions: ReadonlyMap<string, LocalFunction>;
  readonly tables: readonly CreatedTable[];
  readonly clock: LocalClock;
  readonly positionsFile: string | null;
  readonly cleanup: Cleanup;
  readonly onTrouble: (error: unknown) => void;
}

/** The function of this name. Throws a complaint when the template holds none. */
export const functionNamed = (
  functions: ReadonlyMap<string, LocalFunction>,
  name: string,
): LocalFunction => {
  const found = functions.get(name);
  if (found !== undefined) return found;
  throw new StartupError(`The template wakes a function ${name}, which it does not hold.`);
};

const queueSource = (options: SourceOptions, model: QueueSourceModel): EventSource => {
  const { stack, places, emulators, functions, clock, onTrouble } = options;
  const lambda = stack.functions.find((one) => one.name === model.functionName);
  return createQueueSource({
    model,
    queueUrl: queueUrl(places, model.queueName),
    client: emulators.clients.sqs,
    emulator: emulators.sqs,
    clock,
    target: functionNamed(functions, model.functionName),
    concurrency: lambda === undefined ? 1 : workersFor(lambda, stack),
    onTrouble,
  });
};

const streamSources = (options: SourceOptions): EventSource[] => {
  const positions = openStreamPositions(options.positionsFile);
  return options.stack.streamSources.map((model) => {
    const { places, emulators, functions, clock, onTrouble } = options;
    const table = streamedTable(options.tables, model);
    return createStreamSource({
      model,
      streamArn: table.streamArn,
      isNewTable: table.isNew,
      clients: emulators.clients,
      places,
      positions,
      clock,
      wallNow,
      target: functionNamed(functions, model.functionName),
      onTrouble,
    });
  });
};

const streamedTable = (tables: readonly CreatedTable[], model: StreamSourceModel) => {
  const table = tables.find((one) => one.name === model.tableName);
  if (table?.streamArn != null) return { ...table, streamArn: table.streamArn };
  throw new StartupError(`${model.id} reads the stream of ${model.tableName}, which has none.`);
};

/** Starts reading every queue and stream that a function is behind. */
export const startSources = (options: SourceOptions): readonly EventSource[] => {
  const queues = options.stack.queueSources.map((model) => queueSource(options, model));
  const sources = [...queues, ...streamSources(options)];
  for (const source of sources) source.start();
  options.cleanup.add(async () => {
    await Promise.all(sources.map((source) => source.stop()));
  });
  return sources;
};
