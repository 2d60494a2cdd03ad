import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDirectory } from '../../infra/directory.ts';
import { createHistory } from '../../infra/local/demonstration/create-history.ts';
import { generateFeed } from '../../infra/local/demonstration/feed.ts';
import { createApiCaller } from '../../infra/local/demonstration/people/api-client.ts';
import { createOffices } from '../../infra/local/demonstration/people/offices.ts';
import { createStaff } from '../../infra/local/demonstration/people/simulated-staff.ts';
import { DEFAULT_WORK_RATES } from '../../infra/local/demonstration/people/work-rates.ts';
import { playHistory } from '../../infra/local/demonstration/play-history.ts';
import { createClients, destroyClients } from '../../infra/local/emulators/start-emulators.ts';
import { storeContents } from '../../infra/local/emulators/store-contents.ts';
import { type LocalStack, startLocalStack } from '../../infra/local/local-stack.ts';
import type { MemoryRuntime } from '../../infra/local/memory/memory-runtime.ts';
import { requireDatabase } from '../../infra/local/stack-description.ts';
import { readMessageTemplates } from '../../infra/message-templates.ts';
import { createDocumentClient } from '../../shared/database/dynamo-table.ts';
import type { Item } from '../../shared/database/table.ts';
import { addMs, DAY_MS } from '../../shared/kernel/instant.ts';
import { type OutboxEntry, readOutbox } from '../../shared/messaging/outbox.ts';
import { at } from '../support/facts.ts';
import { bodyOf, buildReported, NORFOLK_FORCE } from '../support/messages.ts';
import { shareAssembly } from '../support/shared-assembly.ts';
import { createStackClient } from '../support/stack-client.ts';
import { createStackDoor, createStillClock } from '../support/stack-door.ts';

const UNTIL = at('2026-11-26T08:00Z');
const WEEK = { seed: 3, childrenPerMonth: 12, from: addMs(UNTIL, -7 * DAY_MS) };
const PLAYED = { ...WEEK, until: UNTIL };

const logFolder = mkdtempSync(join(tmpdir(), 'homeward-doors-'));
const cleanup = new AsyncDisposableStack();
afterAll(async () => {
  await cleanup.disposeAsync();
  rmSync(logFolder, { recursive: true });
});

const common = { port: 0, dataFolder: null, logFolder };

const openClients = ({ description }: LocalStack) => {
  const clients = createClients(requireDatabase(description).endpoint, description.sqs.endpoint);
  cleanup.defer(() => {
    destroyClients(clients);
  });
  return clients;
};

const playOnStack = async (): Promise<LocalStack> => {
  const clock = createStillClock(WEEK.from);
  const stack = await startLocalStack({ ...common, clock, assemblyFolder: await shareAssembly() });
  cleanup.defer(() => stack.stop());
  const { web, people } = stack.description;
  const staff = createStaff({
    seed: WEEK.seed,
    rates: DEFAULT_WORK_RATES,
    ask: createApiCaller(web, AbortSignal.timeout(600_000)),
    offices: createOffices(readDirectory().authorities, people),
    after: WEEK.from,
    present: UNTIL,
  });
  const feed = [...generateFeed({ ...WEEK, to: UNTIL })];
  await playHistory({ ...PLAYED, feed, door: createStackDoor(stack, openClients(stack)), staff });
  return stack;
};

const scan = async (stack: LocalStack, name: string): Promise<readonly Item[]> => {
  const client = createDocumentClient(openClients(stack).dynamodb);
  const TableName = requireDatabase(stack.description).tables[name];
  const items: Item[] = [];
  for await (const page of paginateScan({ client }, { TableName }))
    items.push(...((page.Items ?? []) as Item[]));
  return items;
};

let played: LocalStack;
let history: MemoryRuntime;

/** The pseudonyms of the one authority that has any are made with a key of its own, which is random. */
const readPseudonymKey = async (): Promise<string> => {
  const keys = (await scan(played, 'core')).filter(({ entity }) => entity === 'pseudonym-key');
  expect(keys).toHaveLength(1);
  return String(keys[0]?.['key']);
};

beforeAll(async () => {
  played = await playOnStack();
  const key = await readPseudonymKey();
  history = await createHistory({
    ...PLAYED,
    directory: readDirectory(),
    templates: readMessageTemplates(),
    publicUrl: played.description.web,
    makeToken: () => key,
  });
});

/** Functions write it when they start, and a history is made before any has. */
const isKeyFingerprint = ({ entity }: Item): boolean => entity === 'id-key';

const list = (name: 'core' | 'themes' | 'audit') => history.tables[name].listItems();

/**
 * Each queue has its own ids for messages, and what is rejected is named after them. When it was received is the same.
 */
const nameMessages = (items: readonly Item[]): readonly Item[] => {
  const names = items.flatMap(({ messageId, rejectionId, receivedAt }) =>
    [messageId, rejectionId]
      .filter((id) => typeof id === 'string')
      .map((id) => [id, `received at ${String(receivedAt)}`] as const),
  );
  const text = names.reduce(
    (all, [id, name]) => all.replaceAll(`${id}"`, `${name}"`),
    JSON.stringify(items),
  );
  return JSON.parse(text) as Item[];
};

const byKey = (items: readonly Item[]): Readonly<Record<string, Item>> =>
  Object.fromEntries(nameMessages(items).map((item) => [`${item.pk} ${item.sk}`, item]));

const sortByReference = (messages: readonly OutboxEntry[]): readonly OutboxEntry[] =>
  messages.toSorted((a, b) => (a.reference < b.reference ? -1 : 1));

describe('a week of history', () => {
  it.each([
    ['fact', 30],
    ['action', 20],
    ['escalation', 10],
    ['debrief', 3],
    ['rejection', 1],
  ])('has enough of each entity to be worth comparing: %s', (entity, least) => {
    const found = list('core').filter((item) => item['entity'] === entity);
    expect(found.length).toBeGreaterThanOrEqual(least);
  });

  it.each(['core', 'themes'] as const)(
    'leaves the same in the table %s, played in memory or on a running stack',
    async (name) => {
      const stored = (await scan(played, name)).filter((item) => !isKeyFingerprint(item));
      expect(byKey(history.tables[name].listItems())).toEqual(byKey(stored));
    },
  );

  it('sends the same messages', async () => {
    const sent = await readOutbox(played.description.outbox);
    expect(sent.length).toBeGreaterThan(30);
    expect(sortByReference(history.messages)).toEqual(sortByReference(sent));
  });
});

const fillStack = async (): Promise<LocalStack> => {
  const tables = { core: list('core'), themes: list('themes'), audit: list('audit') };
  const contents = { tables, messages: history.messages };
  const stack = await startLocalStack({
    ...common,
    clock: createStillClock(UNTIL),
    assemblyFolder: await shareAssembly(),
    beginContents: () => ({
      read: () => Promise.resolve(contents),
      store: (places) => storeContents(contents, places),
    }),
  });
  cleanup.defer(() => stack.stop());
  return stack;
};

describe('a stack that is filled with a history', () => {
  it('has all of it, starts no function for it, and lives on from there', async () => {
    const stack = await fillStack();
    await stack.idle();
    for (const name of ['core', 'themes', 'audit'] as const)
      expect(byKey(await scan(stack, name))).toEqual(byKey(list(name)));
    expect(await readOutbox(stack.description.outbox)).toHaveLength(history.messages.length);
    const { functions, queues } = stack.status();
    expect(Object.values(functions).filter(({ invocations }) => invocations > 0)).toEqual([]);
    const onQueues = Object.values(queues).filter(
      ({ waiting, inFlight }) => waiting + inFlight > 0,
    );
    expect(onQueues).toEqual([]);

    const client = createStackClient(stack.description);
    await client.send([bodyOf(buildReported({ subject: 'NC-NEW', time: UNTIL }))]);
    await stack.idle();
    expect(await client.takeReplies(NORFOLK_FORCE)).toHaveLength(1);
    client.close();
  });
});
