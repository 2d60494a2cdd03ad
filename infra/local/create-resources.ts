import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDirectory } from '../directory.ts';
import { takeTokens, seedTokens } from './access/tokens.ts';
import { createQueues, releaseHeldMessages } from './emulators/create-queues.ts';
import type { CreatedTable } from './emulators/create-tables.ts';
import { createTable } from './emulators/create-tables.ts';
import { markAsCommonJs, synthesizeApart } from './synthesis/synthesize-apart.ts';
import type { CloudAssembly } from './template/cloud-assembly.ts';
import { readCloudAssembly } from './template/cloud-assembly.ts';
import { readStackModel } from './template/read-stack-model.ts';
import type { StackModel } from './template/stack-model.ts';
import { type Tokens, tokenHolders } from './access/tokens.ts';
import type { Ground } from './startup-context.ts';
import { type Emulators, startEmulators } from './emulators/start-emulators.ts';
import type { Places } from './template/endpoints.ts';

/** The template, and the emulators with the tables, queues and tokens it asks for. */
export interface StackResources {
  readonly stack: StackModel;
  readonly places: Places;
  readonly emulators: Emulators;
  readonly tables: readonly CreatedTable[];
  readonly tokens: Tokens;
}

const takeAssembly = async ({ options, cleanup }: Ground): Promise<CloudAssembly> => {
  if (options.assemblyFolder !== undefined) return readCloudAssembly(options.assemblyFolder);
  const folder = mkdtempSync(join(tmpdir(), 'homeward-'));
  cleanup.defer(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  await synthesizeApart(folder, options.progress ?? (() => undefined));
  markAsCommonJs(folder);
  return readCloudAssembly(folder);
};

/** Waits for both also when one fails, so that nothing is started after the cleaning up. */
const bothOrNeither = async <A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> => {
  await Promise.allSettled([a, b]);
  return Promise.all([a, b]);
};

const makeQueues = async (stack: StackModel, places: Places, { clients, sqs }: Emulators) => {
  await createQueues(clients.sqs, places, stack.queues);
  for (const { queueName } of stack.queueSources)
    await releaseHeldMessages(clients.sqs, places, sqs, queueName);
};

const makeTables = async (stack: StackModel, { clients }: Emulators): Promise<CreatedTable[]> => {
  const tables: CreatedTable[] = [];
  for (const table of stack.tables) tables.push(await createTable(clients.dynamodb, table));
  return tables;
};

const giveAccess = async (
  { data, clock }: Ground,
  stack: StackModel,
  { clients }: Emulators,
): Promise<Tokens> => {
  const { authorities } = readDirectory();
  const people = authorities.flatMap((authority) => authority.people);
  const ids = people.map(({ practitionerId }) => practitionerId);
  const tokens = takeTokens(data?.tokensFile ?? null, ids);
  const access = stack.tables.find((table) => table.shortName === 'access');
  if (access !== undefined)
    await seedTokens(clients.dynamodb, access.name, tokenHolders(tokens, authorities), clock.now());
  return tokens;
};

/** Synthesizes while the emulators start, then creates in them what the template asks for. */
export const createResources = async (ground: Ground): Promise<StackResources> => {
  const { options, data, logFolder, cleanup } = ground;
  const onFailure = options.onFailure ?? (() => undefined);
  const starting = startEmulators({ data, logFolder, cleanup, onFailure });
  const [assembly, emulators] = await bothOrNeither(takeAssembly(ground), starting);
  const places = { sqsEndpoint: emulators.sqs.endpoint };
  const stack = readStackModel(assembly, places);
  options.progress?.('creating tables and queues');
  await makeQueues(stack, places, emulators);
  const tables = await makeTables(stack, emulators);
  const tokens = await giveAccess(ground, stack, emulators);
  return { stack, places, emulators, tables, tokens };
};
