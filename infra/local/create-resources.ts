import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDirectory } from '../directory.ts';
import { createAccessItems, readOrCreateTokens, seedTokens } from './access/tokens.ts';
import { createQueues, releaseHeldMessages } from './emulators/create-queues.ts';
import type { CreatedTable } from './emulators/create-tables.ts';
import { createTable } from './emulators/create-tables.ts';
import { markAsCommonJs, synthesizeApart } from './synthesis/synthesize-apart.ts';
import type { CloudAssembly } from './template/cloud-assembly.ts';
import { readCloudAssembly } from './template/cloud-assembly.ts';
import { readStackModel } from './template/read-stack-model.ts';
import type { StackModel } from './template/stack-model.ts';
import { type Tokens, listTokenHolders } from './access/tokens.ts';
import type { StartupContext } from './startup-context.ts';
import { type Emulators, startEmulators } from './emulators/start-emulators.ts';
import type { Endpoints } from './template/endpoints.ts';

export interface StackResources {
  readonly stack: StackModel;
  readonly endpoints: Endpoints;
  readonly emulators: Emulators;
  readonly tables: readonly CreatedTable[];
  readonly tokens: Tokens;
}

const readAssembly = async ({ options, cleanup }: StartupContext): Promise<CloudAssembly> => {
  if (options.assemblyFolder !== undefined) return readCloudAssembly(options.assemblyFolder);
  const folder = mkdtempSync(join(tmpdir(), 'homeward-'));
  cleanup.defer(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  await synthesizeApart(folder, options.progress ?? (() => undefined));
  markAsCommonJs(folder);
  return readCloudAssembly(folder);
};

/** Waits for both even when one fails, so that nothing starts after the clean-up. */
const waitForBoth = async <A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> => {
  await Promise.allSettled([a, b]);
  return Promise.all([a, b]);
};

const createStackQueues = async (
  stack: StackModel,
  endpoints: Endpoints,
  { clients, sqs }: Emulators,
) => {
  await createQueues(clients.sqs, endpoints, stack.queues);
  for (const { queueName } of stack.queueSources)
    await releaseHeldMessages(clients.sqs, endpoints, sqs, queueName);
};

const createStackTables = async (
  stack: StackModel,
  { clients }: Emulators,
): Promise<CreatedTable[]> => {
  const tables: CreatedTable[] = [];
  for (const table of stack.tables) tables.push(await createTable(clients.dynamodb, table));
  return tables;
};

const createTokens = async (
  { data, clock }: StartupContext,
  stack: StackModel,
  { clients }: Emulators,
): Promise<Tokens> => {
  const { authorities } = readDirectory();
  const people = authorities.flatMap((authority) => authority.people);
  const ids = people.map(({ practitionerId }) => practitionerId);
  const tokens = readOrCreateTokens(data?.tokensFile ?? null, ids);
  const access = stack.tables.find((table) => table.shortName === 'access');
  if (access !== undefined)
    await seedTokens(
      clients.dynamodb,
      access.name,
      createAccessItems(listTokenHolders(tokens, authorities), clock.now()),
    );
  return tokens;
};

export const createResources = async (ground: StartupContext): Promise<StackResources> => {
  const { options, data, logFolder, cleanup } = ground;
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
  const tables = await createStackTables(stack, emulators);
  const tokens = await createTokens(ground, stack, emulators);
  return { stack, endpoints, emulators, tables, tokens };
};
