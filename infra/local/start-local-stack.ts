import { createCleanup } from './cleanup.ts';
import { messageOf } from './startup-error.ts';
import { serveControl } from './control/serve-control.ts';
import { stackStatus } from './control/stack-status.ts';
import type { StackResources } from './create-resources.ts';
import { createResources } from './create-resources.ts';
import type { LocalFunction } from './functions/local-function.ts';
import { serveRoutes } from './http/serve-routes.ts';
import type { LocalStack, LocalStackOptions } from './local-stack.ts';
import type { Ground } from './prepare-ground.ts';
import { prepareGround } from './prepare-ground.ts';
import type { EventSource } from './sources/event-source.ts';
import type { Schedules } from './sources/schedules.ts';
import { createSchedules } from './sources/schedules.ts';
import type { StackDescription } from './stack-description.ts';
import { startFunctions } from './start-functions.ts';
import { functionNamed, startSources } from './start-sources.ts';
import { REGION, queueUrl } from './template/places.ts';
import { waitUntilIdle } from './wait-until-idle.ts';

/** The functions, and what wakes them. */
interface Running {
  readonly functions: ReadonlyMap<string, LocalFunction>;
  readonly sources: readonly EventSource[];
  readonly schedules: Schedules;
}

/** Starts the whole stack. Throws a complaint, with nothing left running, when something is in the way. */
export const startLocalStack = async (options: LocalStackOptions): Promise<LocalStack> => {
  const cleanup = createCleanup();
  try {
    const ground = await prepareGround(options, cleanup);
    const resources = await createResources(ground);
    return openDoors(ground, resources, startRunning(ground, resources));
  } catch (error) {
    await cleanup.run();
    throw error;
  }
};

const startRunning = (ground: Ground, resources: StackResources): Running => {
  const { cleanup, clock, data, logFolder, outbox, web, options } = ground;
  const { stack, emulators } = resources;
  const endpoints = { dynamodb: emulators.dynamodb.endpoint, sqs: emulators.sqs.endpoint };
  const functions = startFunctions({
    stack,
    endpoints,
    own: { outbox, web: web.url },
    logFolder,
    cleanup,
  });
  const sources = startSources({
    ...resources,
    functions,
    clock,
    positionsFile: data?.positionsFile ?? null,
    cleanup,
    onTrouble: (error) => options.progress?.(`an event source had trouble: ${messageOf(error)}`),
  });
  const schedules = createSchedules(
    clock,
    stack.schedules.map((schedule) => ({
      schedule,
      target: functionNamed(functions, schedule.functionName),
      retries: stack.functions.find((one) => one.name === schedule.functionName)?.asyncRetries ?? 0,
    })),
  );
  cleanup.add(() => schedules.stop());
  return { functions, sources, schedules };
};

const describe = (
  { web, control, outbox }: Ground,
  { emulators, stack, places, tokens }: StackResources,
): StackDescription => ({
  web: web.url,
  control: control.url,
  sqs: {
    endpoint: emulators.sqs.endpoint,
    region: REGION,
    queues: Object.fromEntries(stack.queues.map(({ name }) => [name, queueUrl(places, name)])),
  },
  dynamodb: {
    endpoint: emulators.dynamodb.endpoint,
    tables: Object.fromEntries(stack.tables.map((table) => [table.shortName, table.name])),
  },
  outbox,
  tokens: tokens.roles,
  people: tokens.people,
});

const openDoors = (ground: Ground, resources: StackResources, running: Running): LocalStack => {
  const { clock, cleanup, logFolder, web, control } = ground;
  const { stack: template, emulators } = resources;
  const { functions, sources, schedules } = running;
  const all = [...functions.values()];
  const stack: LocalStack = {
    description: describe(ground, resources),
    clock,
    logFolder,
    startSchedules: () => {
      schedules.start();
    },
    runSchedules: () => schedules.runNow(),
    moveClockTo: (localMs) => schedules.moveClockTo(localMs),
    idle: () => waitUntilIdle(sources, all),
    status: () => stackStatus(clock.now(), template.queues, emulators.sqs, all),
    now: () => clock.now(),
    stop: () => cleanup.run(),
  };
  web.serve(serveRoutes({ routes: template.routes, functions, clock }));
  control.serve(serveControl({ ...stack, nowMs: () => clock.nowMs() }));
  return stack;
};
