import { makeEpisodeId } from '../support/ids.ts';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readDirectory } from '../../infra/directory.ts';
import { requireDatabase, type StackDescription } from '../../infra/local/stack-description.ts';
import {
  createDynamoTable,
  createDocumentClient,
  openDynamoTable,
} from '../../shared/database/dynamo-table.ts';
import { createThemeStore } from '../../shared/themes/theme-store.ts';
import { evidenceKey, sourceKey } from '../../shared/themes/theme-keys.ts';
import type { DebriefBody } from '../../shared/episodes/debrief-api.ts';
import { themesViewSchema } from '../../shared/themes/themes-api.ts';
import { QUEUE } from '../../shared/platform/names.ts';
import { reconcileEvidence } from '../../shared/themes/reconcile-evidence.ts';
import { type StoredThemes, readStoredThemes, sortThemes } from '../support/evidence-world.ts';
import {
  buildReported,
  buildReturned,
  CHILD,
  NORFOLK,
  NORFOLK_FORCE,
} from '../support/messages.ts';
import { at } from '../support/facts.ts';
import { pollUntil } from '../support/poll.ts';
import {
  createStackClient,
  type StackClient,
  createStaffClient,
  type AskAs,
} from '../support/stack-client.ts';
import { shareAssembly } from '../support/shared-assembly.ts';
import { spawnStack, ASSEMBLY_SCRIPT, type StackProcess } from '../support/stack-process.ts';
import { buildDebriefBody, buildOutcomeBody } from '../support/work-bodies.ts';
import { createDynamoStores } from '../support/core-stores.ts';
import { toTaskId } from '../../shared/episodes/episode.ts';
import { createThemesTable } from '../support/dynamo-local.ts';

const PROJECT = join(import.meta.dirname, '../..');
const directory = readDirectory();
const folder = mkdtempSync(join(tmpdir(), 'homeward-themes-'));

/** No child was decided about. */
const AFTER = at('2026-12-31T00:00Z');
const MANY = 40;
const MANAGER = 'norfolk-p-menon';
const SECONDS_MS = 10_000;
const PATIENCE_MS = 240_000;

const subjects = Array.from({ length: MANY }, (_, index) => `NC-T-${String(index)}`);
const taskOf = (subject: string): string => toTaskId(makeEpisodeId(NORFOLK_FORCE, subject));

/** Each is another child, who lives in Broadland. */
const comesHome = (subject: string) => [
  buildReported({
    subject,
    id: `${subject}-reported`,
    data: { child: { ...CHILD, authorityChildId: subject, homePostcode: 'NR7 0AA' } },
  }),
  buildReturned({ subject, id: `${subject}-returned` }),
];

const atTheBusStation = (postcode: string): DebriefBody['items'] => [
  {
    harm: 'child-criminal-exploitation',
    context: 'transport',
    itemClass: 'location',
    provenance: 'was-there',
    confidence: 'high',
    placeType: 'transport-hub',
    place: { name: 'Bus station', postcode },
    people: [],
    forPolice: false,
  },
];

const recorded = z.looseObject({
  actionId: z.string(),
  task: z.looseObject({ taskVersion: z.number() }),
});

/** What somebody does to a task; the version that they saw comes with it. */
const createWorker = (ask: AskAs) => {
  const seen = new Map<string, number>();
  const versionOf = async (task: string): Promise<number> => {
    const known = seen.get(task);
    if (known !== undefined) return known;
    const { body } = await ask(MANAGER, 'GET', `/api/v1/tasks/${task}`);
    return z.looseObject({ taskVersion: z.number() }).parse(body).taskVersion;
  };
  return async (subject: string, what: string, body: object): Promise<string> => {
    const task = taskOf(subject);
    const taskVersion = await versionOf(task);
    const sent = { ...body, taskVersion };
    const answer = await ask(MANAGER, 'POST', `/api/v1/tasks/${task}/${what}`, sent);
    if (answer.status >= 300) throw new Error(`${what}: ${JSON.stringify(answer.body)}`);
    const { actionId, task: after } = recorded.parse(answer.body);
    seen.set(task, after.taskVersion);
    return actionId;
  };
};

/** Reads a running stack's tables, as its functions do. */
const openTables = (description: StackDescription) => {
  const { endpoint, tables } = requireDatabase(description);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'eu-west-2', credentials });
  const names = z.object({ core: z.string(), themes: z.string() }).parse(tables);
  return {
    client,
    names,
    endpoint,
    themes: createThemeStore(openDynamoTable(names.themes, client)),
    stores: createDynamoStores(names.core, client),
  };
};
type Tables = ReturnType<typeof openTables>;

const startOn = async (...more: readonly string[]): Promise<StackProcess> =>
  spawnStack(folder, ASSEMBLY_SCRIPT, [
    ...[await shareAssembly(), '--port', '0', '--data', join(folder, 'data')],
    ...more,
  ]);

/** Locality, theme and number of children of each cell. */
const cellsOf = async (tables: Tables) => {
  const { cells } = sortThemes(await readStoredThemes(tables.themes, directory));
  return cells.map(({ locality, theme, children }) => [
    locality,
    theme.kind === 'harm' ? theme.harm : theme.factor,
    children.length,
  ]);
};

/** Every disclosure is in the theme statistics. */
const isComplete = async ({ stores, themes }: Tables): Promise<boolean> => {
  const work = { request: () => Promise.resolve() };
  const { evidenceSources } = stores;
  const ports = { evidenceSources, themes, work, directory };
  const { requested } = await reconcileEvidence(ports, AFTER);
  return requested === 0;
};

/** As if the evidence had never been made. */
const forgetEvidence = async ({ client, names }: Tables, stored: StoredThemes): Promise<void> => {
  const table = createDynamoTable(createDocumentClient(client), names.themes);
  const ids = new Set(stored.evidence.map(({ episodeId }) => episodeId));
  const keys = [...[...ids].map(sourceKey), ...stored.evidence.map(evidenceKey)];
  for (const key of keys) await table.transact([{ remove: key }]);
};

const rebuildInto = async ({ client, names, endpoint }: Tables, themesTable: string) => {
  await createThemesTable(client, themesTable);
  const { core } = names;
  const tables = ['--core-table', core, '--themes-table', themesTable, '--endpoint', endpoint];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['infra/commands/rebuild-themes.ts', ...tables, '--json'],
    { cwd: PROJECT, encoding: 'utf8' },
  );
  expect(stderr).toContain('episodes');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ failed: 0, orphaned: 0 });
  return createThemeStore(openDynamoTable(themesTable, client));
};

describe('what children disclose, on the local stack', { timeout: PATIENCE_MS }, () => {
  let stack: StackProcess;
  let client: StackClient;
  let tables: Tables;
  let work: ReturnType<typeof createWorker>;
  let close = (): void => undefined;

  const connect = async (started: StackProcess): Promise<void> => {
    stack = started;
    const description = await started.description();
    client = createStackClient(description);
    tables = openTables(description);
    work = createWorker(createStaffClient(description));
    close = () => {
      client.close();
      tables.client.destroy();
    };
  };

  const disconnect = async (signal: NodeJS.Signals): Promise<void> => {
    close();
    stack.kill(signal);
    await stack.ended;
  };

  const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

  /** In the table, and in the API: harms only. */
  const shown = async (what: string, cells: readonly (readonly unknown[])[]): Promise<void> => {
    await pollUntil(what, async () => isSame(await cellsOf(tables), cells), SECONDS_MS);
    const { body } = await client.get(`/api/v1/themes?authority=${NORFOLK}`);
    const disclosed = themesViewSchema
      .parse(body)
      .groups.map(({ group, counts }) => [group.locality, group.harm, counts.children]);
    expect(disclosed).toEqual(cells.filter(([, theme]) => theme !== 'bullying'));
  };

  const handIn = (subject: string, about: Partial<DebriefBody>) =>
    work(subject, 'debrief', { ...buildDebriefBody(`${subject}-debrief`), ...about });

  beforeAll(async () => {
    await connect(await startOn('--clock', '2026-11-21T11:30:00Z'));
    await client.send(subjects.flatMap(comesHome).map((event) => JSON.stringify(event)));
    const isTakenIn = async () => (await client.count(QUEUE.notifications)) === 0;
    await pollUntil('all tasks', isTakenIn, PATIENCE_MS);
    await Promise.all(
      subjects.map((subject) => work(subject, 'outcome', buildOutcomeBody(subject))),
    );
  }, PATIENCE_MS);

  afterAll(async () => {
    await disconnect('SIGINT');
    rmSync(folder, { recursive: true, force: true });
  });

  it('is counted within seconds, follows a correction, and is removed when it is withdrawn', async () => {
    const [subject = ''] = subjects;
    const first = await handIn(subject, { items: atTheBusStation('NR1 1EF') });
    await shown('the debrief in the cells', [
      ['broadland', 'bullying', 1],
      ['norwich', 'child-criminal-exploitation', 1],
    ]);

    const correction = { corrects: first, correctionReason: 'It was in Great Yarmouth.' };
    const second = await handIn(subject, {
      ...correction,
      key: 'key-of-correction',
      sections: {},
      items: atTheBusStation('NR30 1AA'),
    });
    await shown('the correction in the cells', [
      ['great-yarmouth', 'child-criminal-exploitation', 1],
    ]);

    const retraction = { key: 'key-of-retraction', corrects: second, reason: 'Of another child.' };
    await work(subject, 'retractions', retraction);
    await shown('no cells', []);
    expect((await readStoredThemes(tables.themes, directory)).evidence).toEqual([]);
  });

  it('is shown as a rebuild shows it after a kill in the middle of many debriefs', async () => {
    const disclosed: string[] = [];
    const submitting = subjects.slice(1).map(async (subject) => {
      await handIn(subject, { items: atTheBusStation('NR1 1EF') });
      disclosed.push(subject);
    });
    const ended = Promise.allSettled(submitting);
    await pollUntil('the middle', () => disclosed.length > MANY / 4);
    await disconnect('SIGKILL');
    await ended;
    rmSync(stack.descriptionFile);
    expect(disclosed.length).toBeLessThan(MANY - 1);

    await connect(await startOn());
    await pollUntil('all to be counted', () => isComplete(tables), PATIENCE_MS);
    const live = sortThemes(await readStoredThemes(tables.themes, directory));
    const rebuilt = await rebuildInto(tables, 'themes-rebuilt');
    expect(live).toEqual(sortThemes(await readStoredThemes(rebuilt, directory)));
    const shownTasks = new Set(live.evidence.map(({ taskId }) => taskId));
    expect(disclosed.filter((subject) => !shownTasks.has(taskOf(subject)))).toEqual([]);
  });

  it('comes back by the schedule, every six hours, when it was lost on the way', async () => {
    const before = sortThemes(await readStoredThemes(tables.themes, directory));
    expect(before.evidence.length).toBeGreaterThan(0);
    await forgetEvidence(tables, before);
    expect((await readStoredThemes(tables.themes, directory)).evidence).toEqual([]);
    const { status } = await client.moveClock({ advance: 'PT40M' });
    expect(status).toBe(200);
    await pollUntil('all to be counted', () => isComplete(tables), PATIENCE_MS);
    expect(sortThemes(await readStoredThemes(tables.themes, directory))).toEqual(before);
    expect(await client.count(QUEUE.evidenceDeadLetters)).toBe(0);
    expect(await client.count(QUEUE.streamFailures)).toBe(0);
  });
});
