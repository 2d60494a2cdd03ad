import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDirectory } from '../directory.ts';
import {
  createAccessItems,
  listTokenHolders,
  readOrCreateTokens,
  seedTokens,
  type Tokens,
} from './access/tokens.ts';
import { createQueues, releaseHeldMessages } from './emulators/create-queues.ts';
import { createDatabase } from './emulators/create-database.ts';
import { markAsCommonJs, synthesizeApart } from './synthesis/synthesize-apart.ts';
import type { CloudAssembly } from './template/cloud-assembly.ts';
import { readCloudAssembly } from './template/cloud-assembly.ts';
import { readStackModel } from './template/read-stack-model.ts';
import type { StackModel } from './template/stack-model.ts';
import type { StartupContext } from './startup-context.ts';
import { type Emulators, type QueueService, startEmulators } from './emulators/start-emulators.ts';
import type { LocalFunction } from './functions/local-function.ts';
import { startFunctions } from './functions/start-functions.ts';
import type { OpenStream } from './sources/start-sources.ts';
import type { ComingContents } from './stack-contents.ts';
import type { StackDescription } from './stack-description.ts';
import type { Endpoints } from './template/endpoints.ts';

/** What a stack runs on: queues, and tables with functions over them. */
export interface StackResources {
  readonly stack: StackModel;
  readonly endpoints: Endpoints;
  readonly queues: QueueService;
  readonly openStream: OpenStream;
  /** Fills tables and outbox. Has to be done before functions and sources start, and only in a new stack. */
  readonly fill: (contents: ComingContents) => Promise<void>;
  readonly startFunctions: () => ReadonlyMap<string, LocalFunction>;
  readonly tokens: Tokens;
  readonly database: StackDescription['dynamodb'];
}

export const readAssembly = async ({
  options,
  cleanup,
}: StartupContext): Promise<CloudAssembly> => {
  if (options.assemblyFolder !== undefined) return readCloudAssembly(options.assemblyFolder);
  const folder = mkdtempSync(join(tmpdir(), 'homeward-'));
  cleanup.defer(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  await synthesizeApart(folder, options.progress ?? (() => undefined), options.signal);
  markAsCommonJs(folder);
  return readCloudAssembly(folder);
};

/** Waits for both even when one fails, so that nothing starts after the clean-up. */
const waitForBoth = async <A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> => {
  await Promise.allSettled([a, b]);
  return Promise.all([a, b]);
};

export const createStackQueues = async (
  stack: StackModel,
  endpoints: Endpoints,
  { clients, sqs }: QueueService,
): Promise<void> => {
  await createQueues(clients.sqs, endpoints, stack.queues);
  for (const { queueName } of stack.queueSources)
    await releaseHeldMessages(clients.sqs, endpoints, sqs, queueName);
};

/** Everyone in the directory gets a token, and each role one. */
export const createTokens = ({ data, clock }: StartupContext) => {
  const { authorities } = readDirectory();
  const people = authorities.flatMap((authority) => authority.people);
  const ids = people.map(({ practitionerId }) => practitionerId);
  const tokens = readOrCreateTokens(data?.tokensFile ?? null, ids);
  return { tokens, access: createAccessItems(listTokenHolders(tokens, authorities), clock.now()) };
};

const storeTokens = async (
  ground: StartupContext,
  stack: StackModel,
  { clients }: Emulators,
): Promise<Tokens> => {
  const { tokens, access } = createTokens(ground);
  const table = stack.tables.find(({ shortName }) => shortName === 'access');
  if (table !== undefined) await seedTokens(clients.dynamodb, table.name, access);
  return tokens;
};

export const createResources = async (
  ground: StartupContext,
  isToBeFilled: boolean,
): Promise<StackResources> => {
  const { options, data, logFolder, cleanup, outbox, web } = ground;
  const onFailure = options.onFailure ?? (() => undefined);
  const starting = startEmulators({ data, logFolder, cleanup, onFailure });
  const [assembly, emulators] = await waitForBoth(readAssembly(ground), starting);
  const endpoints = {
    dynamodb: emulators.dynamodb.endpoint,
    sqs: emulators.sqs.endpoint,
  };
  const stack = readStackModel(assembly, endpoints);
  options.progress?.('creating tables and queues');
  await createStackQueues(stack, endpoints, emulators);
  const { openStream, switchStreamsOn } = await createDatabase(
    emulators.clients,
    stack.tables,
    isToBeFilled,
  );
  const database = {
    endpoint: endpoints.dynamodb,
    tables: Object.fromEntries(stack.tables.map(({ shortName, name }) => [shortName, name])),
  };
  const own = { outbox, web: web.url };
  return {
    stack,
    endpoints,
    queues: emulators,
    openStream,
    fill: async (contents) => {
      await contents.store({ dynamodb: database.endpoint, tables: database.tables, outbox });
      await switchStreamsOn();
    },
    startFunctions: () => startFunctions({ stack, endpoints, own, logFolder, cleanup }),
    tokens: await storeTokens(ground, stack, emulators),
    database,
  };
};
