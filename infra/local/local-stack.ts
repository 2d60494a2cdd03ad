import { readMessage, StartupError } from './startup-error.ts';
import { serveControl, readStackStatus, type StackStatus } from './control/serve-control.ts';
import { type StackResources, createResources } from './create-resources.ts';
import type { LocalFunction } from './functions/local-function.ts';
import { serveRoutes } from './http/serve-routes.ts';
import type { EventSource } from './sources/event-source.ts';
import { type Schedules, createSchedules } from './sources/schedules.ts';
import type { StackDescription } from './stack-description.ts';
import { createMemoryResources } from './memory-stack/create-memory-resources.ts';
import { waitUntilIdle, findFunction, startSources } from './sources/start-sources.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { LocalClock } from './clock.ts';
import { type StartupContext, type LocalStackOptions, prepareStartup } from './startup-context.ts';
import { REGION, buildQueueUrl } from './template/endpoints.ts';

interface Running {
  readonly functions: ReadonlyMap<string, LocalFunction>;
  readonly sources: readonly EventSource[];
  readonly schedules: Schedules;
}

export const startLocalStack = async (options: LocalStackOptions): Promise<LocalStack> => {
  const cleanup = new AsyncDisposableStack();
  try {
    const ground = await prepareStartup(options, cleanup);
    const contents = options.beginContents?.(ground) ?? null;
    const create = options.inMemory === true ? createMemoryResources : createResources;
    const resources = await create(ground, contents !== null);
    if (contents !== null) await untilAborted(resources.fill(contents), options.signal);
    return serveStack(ground, resources, startFunctionsAndSources(ground, resources));
  } catch (error) {
    await cleanup.disposeAsync();
    throw error;
  }
};

/** Rejects when the signal comes first. The work is then left to the end of what it works on. */
const untilAborted = async (work: Promise<void>, signal?: AbortSignal): Promise<void> => {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => {
    aborted.reject(new StartupError('The start was ended.'));
  };
  signal?.addEventListener('abort', abort);
  if (signal?.aborted === true) abort();
  await Promise.race([work, aborted.promise]).finally(() => {
    signal?.removeEventListener('abort', abort);
  });
};

const startFunctionsAndSources = (ground: StartupContext, resources: StackResources): Running => {
  const { cleanup, clock, data, options } = ground;
  const { stack } = resources;
  const functions = resources.startFunctions();
  const sources = startSources({
    ...resources,
    functions,
    clock,
    positionsFile: data?.positionsFile ?? null,
    cleanup,
    onTrouble: (error) =>
      options.progress?.(`an event source failed and tries again: ${readMessage(error)}`),
  });
  const schedules = createSchedules(
    clock,
    stack.schedules.map((schedule) => ({
      schedule,
      target: findFunction(functions, schedule.functionName),
      retries: stack.functions.find((one) => one.name === schedule.functionName)?.asyncRetries ?? 0,
    })),
  );
  cleanup.defer(() => schedules.stop());
  return { functions, sources, schedules };
};

const describeStack = (
  { web, control, outbox }: StartupContext,
  { queues, stack, endpoints, tokens, database }: StackResources,
): StackDescription => ({
  web: web.url,
  control: control.url,
  sqs: {
    endpoint: queues.sqs.endpoint,
    region: REGION,
    queues: Object.fromEntries(
      stack.queues.map(({ name }) => [name, buildQueueUrl(endpoints, name)]),
    ),
  },
  dynamodb: database,
  outbox,
  tokens: tokens.roles,
  people: tokens.people,
});

const serveStack = (
  ground: StartupContext,
  resources: StackResources,
  running: Running,
): LocalStack => {
  const { clock, cleanup, logFolder, web, control } = ground;
  const { stack: template, queues } = resources;
  const { functions, sources, schedules } = running;
  const all = [...functions.values()];
  const stack: LocalStack = {
    description: describeStack(ground, resources),
    clock,
    logFolder,
    startSchedules: () => {
      schedules.start();
    },
    runSchedules: (of) => schedules.runNow(of),
    moveClockTo: (localMs) => schedules.moveClockTo(localMs),
    idle: () => waitUntilIdle(sources, all),
    status: () => readStackStatus(clock.now(), template.queues, queues.sqs, all),
    now: () => clock.now(),
    stop: () => cleanup.disposeAsync(),
  };
  web.serve(serveRoutes({ routes: template.routes, functions, clock }));
  control.serve(serveControl({ ...stack, nowMs: () => clock.nowMs() }));
  return stack;
};

export interface LocalStack {
  readonly description: StackDescription;
  readonly clock: LocalClock;
  readonly logFolder: string;
  /** Schedules run from the clock's present. Until this is called, moving the clock runs none. */
  startSchedules(): void;
  /**
   * Runs every schedule of the template once, or those of one function, one after another, due at the clock's present;
   * also before they are started. It does not change when they next fall due. Returns how many ran.
   */
  runSchedules(functionName?: string): Promise<number>;
  /** In milliseconds of local time. Returns how many schedules ran. */
  moveClockTo(localMs: number): Promise<number>;
  /** Resolves once every queue with a function behind it is empty and every stream is read to its end. */
  idle(): Promise<void>;
  status(): StackStatus;
  now(): Instant;
  stop(): Promise<void>;
}
