import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { seedTokens } from './access/seed-tokens.ts';
import type { Tokens } from './access/tokens.ts';
import { takeTokens } from './access/tokens.ts';
import type { Cleanup } from './cleanup.ts';
import { createCleanup } from './cleanup.ts';
import type { LocalClock } from './clock.ts';
import { messageOf } from './complaint.ts';
import { serveControl } from './control/serve-control.ts';
import { stackStatus } from './control/stack-status.ts';
import type { DataFolder } from './data-folder.ts';
import { takeDataFolder } from './data-folder.ts';
import { createQueues, releaseHeldMessages } from './emulators/create-queues.ts';
import type { CreatedTable } from './emulators/create-tables.ts';
import { createTable } from './emulators/create-tables.ts';
import type { LocalFunction } from './functions/local-function.ts';
import type { LocalServer } from './http/listen.ts';
import { listen } from './http/listen.ts';
import { serveRoutes } from './http/serve-routes.ts';
import type { LocalStack, LocalStackOptions } from './local-stack.ts';
import type { EventSource } from './sources/event-source.ts';
import type { Schedules } from './sources/schedules.ts';
import { createSchedules } from './sources/schedules.ts';
import type { StackDescription } from './stack-description.ts';
import { startClock } from './start-clock.ts';
import type { Emulators } from './start-emulators.ts';
import { startEmulators } from './start-emulators.ts';
import { startFunctions } from './start-functions.ts';
import { functionNamed, startSources } from './start-sources.ts';
import { waitUntilIdle } from './wait-until-idle.ts';
import { markAsCommonJs, synthesizeApart } from './synthesis/synthesize-apart.ts';
import type { CloudAssembly } from './template/cloud-assembly.ts';
import { readCloudAssembly } from './template/cloud-assembly.ts';
import type { Places } from './template/places.ts';
import { REGION, queueUrl } from './template/places.ts';
import { readStackModel } from './template/read-stack-model.ts';
import type { StackModel } from './template/stack-model.ts';

/** What is there before the template is read. */
interface Ground {
  readonly options: LocalStackOptions;
  readonly cleanup: Cleanup;
  readonly data: DataFolder | null;
  readonly logFolder: string;
  readonly clock: LocalClock;
  readonly web: LocalServer;
  readonly control: LocalServer;
}

/** The template, and the emulators with all it asks for. */
interface Base {
  readonly stack: StackModel;
  readonly places: Places;
  readonly emulators: Emulators;
  readonly tables: readonly CreatedTable[];
  readonly tokens: Tokens;
}

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
    const base = await buildBase(ground);
    const running = startRunning(ground, base);
    return openDoors(ground, base, running);
  } catch (error) {
    await cleanup.run();
    throw error;
  }
};

/** What can be refused at once comes first: the data and the ports. */
const prepareGround = async (options: LocalStackOptions, cleanup: Cleanup): Promise<Ground> => {
  const data = options.dataFolder === null ? null : takeDataFolder(options.dataFolder);
  if (data !== null)
    cleanup.add(() => {
      data.release();
    });
  const clock = startClock(options.clock, data?.clockFile ?? null);
  const web = await listen(options.port);
  cleanup.add(() => web.stop());
  const control = await listen(0);
  cleanup.add(() => control.stop());
  const logFolder = data?.logs ?? resolve(options.logFolder);
  return { options, cleanup, data, logFolder, clock, web, control };
};

const takeAssembly = async ({ options, cleanup }: Ground): Promise<CloudAssembly> => {
  if (options.assemblyFolder !== undefined) return readCloudAssembly(options.assemblyFolder);
  const folder = mkdtempSync(join(tmpdir(), 'homeward-'));
  cleanup.add(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  await synthesizeApart(folder, options.progress ?? (() => undefined));
  markAsCommonJs(folder);
  return readCloudAssembly(folder);
};

const buildBase = async (ground: Ground): Promise<Base> => {
  const { options, data, logFolder, cleanup, clock } = ground;
  const onFailure = options.onFailure ?? (() => undefined);
  const starting = startEmulators({ data, logFolder, cleanup, onFailure });
  const [assembly, emulators] = await bothOrNeither(takeAssembly(ground), starting);
  const places = { sqsEndpoint: emulators.sqs.endpoint };
  const stack = readStackModel(assembly, places);
  options.progress?.('creating tables and queues');
  await createQueues(emulators.clients.sqs, places, stack.queues);
  for (const { queueName } of stack.queueSources)
    await releaseHeldMessages(emulators.clients.sqs, places, emulators.sqs, queueName);
  const tables: CreatedTable[] = [];
  for (const table of stack.tables)
    tables.push(await createTable(emulators.clients.dynamodb, table));
  const tokens = takeTokens(data?.tokensFile ?? null);
  const access = stack.tables.find((table) => table.shortName === 'access');
  if (access !== undefined)
    await seedTokens(emulators.clients.dynamodb, access.name, tokens, clock.now());
  return { stack, places, emulators, tables, tokens };
};

/** Waits for both also when one fails, so that nothing is started after the cleaning up. */
const bothOrNeither = async <A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> => {
  await Promise.allSettled([a, b]);
  return Promise.all([a, b]);
};

const startRunning = (ground: Ground, base: Base): Running => {
  const { cleanup, clock, data, logFolder, options } = ground;
  const { stack, emulators } = base;
  const endpoints = { dynamodb: emulators.dynamodb.endpoint, sqs: emulators.sqs.endpoint };
  const functions = startFunctions(stack, endpoints, logFolder, cleanup);
  const sources = startSources({
    ...base,
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

const describe = ({ web, control }: Ground, base: Base): StackDescription => ({
  web: web.url,
  control: control.url,
  sqs: {
    endpoint: base.emulators.sqs.endpoint,
    region: REGION,
    queues: Object.fromEntries(
      base.stack.queues.map(({ name }) => [name, queueUrl(base.places, name)]),
    ),
  },
  dynamodb: {
    endpoint: base.emulators.dynamodb.endpoint,
    tables: Object.fromEntries(base.stack.tables.map((table) => [table.shortName, table.name])),
  },
  tokens: base.tokens,
});

const openDoors = (ground: Ground, base: Base, running: Running): LocalStack => {
  const { clock, cleanup, logFolder } = ground;
  const { functions, sources, schedules } = running;
  const all = [...functions.values()];
  const stack: LocalStack = {
    description: describe(ground, base),
    clock,
    logFolder,
    startSchedules: () => {
      schedules.start();
    },
    moveClockTo: (localMs) => schedules.moveClockTo(localMs),
    idle: () => waitUntilIdle(sources, all),
    status: () => stackStatus(clock.now(), base.stack.queues, base.emulators.sqs, all),
    now: () => clock.now(),
    stop: () => cleanup.run(),
  };
  ground.web.serve(serveRoutes({ routes: base.stack.routes, functions, clock }));
  ground.control.serve(serveControl({ ...stack, nowMs: () => clock.nowMs() }));
  return stack;
};
