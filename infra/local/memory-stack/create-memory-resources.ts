import { readWallClock } from '../clock.ts';
import {
  createStackQueues,
  createTokens,
  readAssembly,
  type StackResources,
} from '../create-resources.ts';
import { startQueueService } from '../emulators/start-emulators.ts';
import type { StartupContext } from '../startup-context.ts';
import { fillOutbox, FILLED_TABLES } from '../stack-contents.ts';
import { readStackModel } from '../template/read-stack-model.ts';
import { createMemoryDatabase } from './memory-database.ts';
import { startMemoryFunctions } from './start-memory-functions.ts';

/** Stands in resolved templates where the address of DynamoDB would; nothing in memory asks for it. */
const NO_DATABASE = 'memory';

/** The same queues, functions, sources and schedules, read from the same template, over tables in memory. */
export const createMemoryResources = async (ground: StartupContext): Promise<StackResources> => {
  const { options, cleanup, outbox, web, logFolder } = ground;
  const assembly = await readAssembly(ground);
  const queues = await startQueueService(cleanup);
  const endpoints = { dynamodb: NO_DATABASE, sqs: queues.sqs.endpoint };
  const stack = readStackModel(assembly, endpoints);
  options.progress?.('creating queues');
  await createStackQueues(stack, endpoints, queues);
  const database = createMemoryDatabase(readWallClock);
  const { tokens, access } = createTokens(ground);
  const own = { outbox, web: web.url };
  const sqs = queues.clients.sqs;
  return {
    stack,
    endpoints,
    queues,
    openStream: () => database.openStream(),
    fill: async (contents) => {
      const { tables, messages } = await contents.read();
      for (const name of FILLED_TABLES) await database.load(name, tables[name]);
      await fillOutbox(outbox, messages);
    },
    startFunctions: () =>
      startMemoryFunctions({ stack, database, access, sqs, own, logFolder, cleanup }),
    tokens,
    database: null,
  };
};
