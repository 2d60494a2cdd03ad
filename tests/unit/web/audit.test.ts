import * as z from 'zod';
import { makeEpisodeId } from '../../support/ids.ts';
import { describe, expect, it } from 'vitest';
import { auditListSchema } from '../../../shared/casework/read-audit.ts';
import { ROUTES } from '../../../functions/web/api/routes.ts';
import { buildReported, buildReturned, NORFOLK_FORCE } from '../../support/messages.ts';
import { parseEpisodes, parseProblem, parseTasks } from '../../support/reply-shapes.ts';
import {
  dorsetTaskId,
  norfolkTaskId,
  receiveDorsetReturned,
  receiveReturned,
  readTaskVersion,
  buildPlacedInDorset,
  withReference,
} from '../../support/web-tasks.ts';
import { type CallerName, createWebWorld, NOW, type WebWorld } from '../../support/web-world.ts';

const NC_1 = makeEpisodeId(NORFOLK_FORCE, 'NC-1');
const TASK = norfolkTaskId('NC-1');
const ATTEMPT = { key: 'key-of-attempt', channel: 'phone', result: 'no-answer' };

describe('What is written to the audit', () => {
  it('Who read a record, when, under which request and by which right', async () => {
    const world = createWebWorld();
    await receiveReturned(world, 'NC-1', 3);
    await world.ask(`/api/v1/episodes/${NC_1}`);
    expect(world.audited).toMatchObject([
      {
        at: NOW,
        who: 'p-1',
        role: 'practitioner',
        operation: 'readEpisode',
        method: 'GET',
        what: { kind: 'episode', id: NC_1, taskId: null },
        why: 'responsible-authority',
        outcome: 'read',
        requestId: 'request-1',
      },
    ]);
    expect(world.audited[0]?.what.childId).not.toBeNull();
  });

  it.each([
    { as: 'dorsetManager', why: 'host-authority' },
    { as: 'manager', why: 'responsible-authority' },
    { as: 'auditor', why: 'all-authorities' },
  ] as const)('A $as reads an episode of a child placed in Dorset by $why', async ({ as, why }) => {
    const world = createWebWorld();
    await world.receive(buildPlacedInDorset({ subject: 'NC-1' }));
    await world.ask(`/api/v1/episodes/${NC_1}`, { as });
    expect(world.audited.map((entry) => entry.why)).toEqual([why]);
  });

  it('Each record that a list shows, and none that it does not', async () => {
    const world = createWebWorld();
    for (const reference of ['NC-1', 'NC-2', 'NC-3']) await receiveReturned(world, reference, 3);
    await receiveDorsetReturned(world, 'DP-1');
    const tasks = parseTasks(await world.ask('/api/v1/tasks?limit=2')).items;
    expect(world.audited.map(({ what }) => what.taskId)).toEqual(tasks.map(({ taskId }) => taskId));
    const episodes = parseEpisodes(await world.ask('/api/v1/episodes')).items;
    expect(world.audited.slice(2).map(({ what }) => what.id)).toEqual(
      episodes.map(({ episodeId }) => episodeId),
    );
    expect(episodes).toHaveLength(3);
  });

  it('An attempt to change a task, before it is changed', async () => {
    const world = createWebWorld();
    await receiveReturned(world, 'NC-1', 3);
    const taskVersion = await readTaskVersion(world, TASK);
    await world.ask(`/api/v1/tasks/${TASK}/attempts`, {
      method: 'POST',
      send: { ...ATTEMPT, taskVersion },
    });
    expect(world.audited.at(-1)).toMatchObject({
      operation: 'recordAttempt',
      method: 'POST',
      what: { id: NC_1, taskId: TASK },
      outcome: 'change-attempted',
    });
  });

  it('Every task that the outcome of one interview is to cover', async () => {
    const world = createWebWorld();
    await receiveReturned(world, 'NC-1', 3);
    await receiveReturned(world, 'NC-2', 2);
    const send = {
      key: 'key-of-outcome',
      taskVersion: await readTaskVersion(world, TASK),
      outcome: 'completed',
      alsoCovers: [{ taskId: norfolkTaskId('NC-2'), taskVersion: 1 }],
    };
    await world.ask(`/api/v1/tasks/${TASK}/outcome`, { method: 'POST', send });
    const attempted = world.audited.filter(({ outcome }) => outcome === 'change-attempted');
    expect(attempted.map(({ what }) => what.taskId)).toEqual([TASK, norfolkTaskId('NC-2')]);
  });

  it('A manager who joins two episodes, and takes it back, on the one that there is then', async () => {
    const world = createWebWorld();
    await world.receive(
      ...['2026-11-12', '2026-11-15'].flatMap((day) => [
        buildReported({
          id: `reported-${day}`,
          subject: 'NC-1',
          time: `${day}T06:00:00Z`,
          data: { reportedAt: `${day}T05:00:00Z` },
        }),
        buildReturned({
          id: `returned-${day}`,
          subject: 'NC-1',
          time: `${day}T09:00:00Z`,
          data: { returnedAt: `${day}T08:00:00Z` },
        }),
      ]),
    );
    const [further] = parseEpisodes(await world.ask('/api/v1/episodes')).items;
    const send = (joined: boolean) =>
      world.ask(`/api/v1/episodes/${further?.episodeId ?? ''}/joining`, {
        as: 'manager',
        method: 'POST',
        send: { key: `key-${joined}-1`, joined, reason: 'One evening, typed twice.' },
      });
    expect([(await send(true)).status, (await send(false)).status]).toEqual([201, 201]);
    const joinings = world.audited.filter(({ operation }) => operation === 'joinEpisodes');
    expect(joinings.map(({ what, outcome }) => [what.id, outcome])).toEqual([
      [further?.episodeId, 'change-attempted'],
      [NC_1, 'change-attempted'],
    ]);
  });

  it('A rejected message as the episode that it names', async () => {
    const world = createWebWorld();
    const report = withReference('NC-1', buildReported());
    await world.receive({ ...report, data: { ...report.data, reportedAt: 'yesterday' } });
    const list = await world.ask('/api/v1/rejections', { as: 'operator' });
    const { rejectionId } = (list.body as { items: { rejectionId: string }[] }).items[0] ?? {};
    await world.ask(`/api/v1/rejections/${rejectionId ?? ''}`, { as: 'operator' });
    expect(world.audited.map(({ what }) => [what.kind, what.id])).toEqual([['episode', NC_1]]);
  });

  it('Nothing when nothing was shown: another authority, unknown episode, invalid parameter', async () => {
    const world = createWebWorld();
    await receiveDorsetReturned(world, 'DP-1');
    await world.ask(`/api/v1/tasks/${dorsetTaskId('DP-1')}`);
    await world.ask(`/api/v1/episodes/${NC_1}`);
    await world.ask('/api/v1/tasks?limit=0');
    await world.ask('/api/v1/episodes');
    const send = { ...ATTEMPT, taskVersion: 1 };
    await world.ask(`/api/v1/tasks/${dorsetTaskId('DP-1')}/attempts`, { method: 'POST', send });
    expect(world.audited).toEqual([]);
  });
});

describe('The list of routes', () => {
  const routes = ROUTES.map((route) => ({
    id: route.id,
    method: route.method,
    isAudited: 'auditRead' in route || 'auditChange' in route,
    hasCaller: route.permission !== 'public' && route.permission !== 'notify-callback',
  }));

  it('Audits only routes with a known caller', () => {
    const audited = routes.filter(({ isAudited }) => isAudited);
    expect(audited.filter(({ hasCaller }) => !hasCaller)).toEqual([]);
  });

  it('Keeps a list of records as a list', () => {
    const isPaged = ({ response }: (typeof ROUTES)[number]): boolean =>
      response instanceof z.ZodObject && 'items' in response.shape && 'cursor' in response.shape;
    const lists = ROUTES.filter(
      (route) => isPaged(route) && route.auditRead !== undefined && route.id !== 'readAudit',
    );
    expect(lists.map(({ id }) => id)).toContain('listTasks');
    expect(lists.filter(({ isList }) => isList !== true).map(({ id }) => id)).toEqual([]);
  });

  it('Audits every change by a known caller', () => {
    const changes = routes.filter(({ method, hasCaller }) => method !== 'get' && hasCaller);
    expect(changes.filter(({ isAudited }) => !isAudited)).toEqual([]);
  });
});

describe('When the audit cannot be written', () => {
  const createWorldWithoutAudit = () =>
    createWebWorld(() => ({
      audit: {
        append: () => Promise.reject(new Error('no table')),
        list: () => Promise.reject(new Error('no')),
      },
    }));

  it('Nothing is shown', async () => {
    const world = createWorldWithoutAudit();
    await receiveReturned(world, 'NC-1', 3);
    for (const path of [`/api/v1/episodes/${NC_1}`, '/api/v1/episodes', '/api/v1/tasks']) {
      const reply = await world.ask(path);
      expect(parseProblem(reply)).toEqual({ status: 500, code: 'internal-error', errors: [] });
      expect(JSON.stringify(reply.body)).not.toContain('Sam');
    }
    expect(world.faults).toHaveLength(3);
  });

  it('Nothing is changed', async () => {
    const world = createWorldWithoutAudit();
    await receiveReturned(world, 'NC-1', 3);
    const before = await world.stores.episodes.read(NC_1);
    const send = { ...ATTEMPT, taskVersion: before.stored?.taskVersion };
    const reply = await world.ask(`/api/v1/tasks/${TASK}/attempts`, { method: 'POST', send });
    expect(reply.status).toBe(500);
    expect(await world.stores.episodes.read(NC_1)).toEqual(before);
  });
});

describe('Reading the audit', () => {
  const read = async (world: WebWorld, query: string, as: CallerName = 'auditor') =>
    world.ask(`/api/v1/audit?${query}`, { as });
  const itemsOf = ({ body }: Awaited<ReturnType<typeof read>>) => auditListSchema.parse(body).items;

  const createSeenWorld = async () => {
    const world = createWebWorld();
    await receiveReturned(world, 'NC-1', 3);
    await world.ask(`/api/v1/tasks/${TASK}`);
    await world.ask('/api/v1/tasks?only=late', { as: 'manager' });
    await world.ask('/api/v1/tasks', { as: 'manager' });
    return { world, childId: world.audited[0]?.what.childId ?? '' };
  };

  it('Says who has seen a child: each opening, and each day on which it was in somebody’s lists', async () => {
    const { world, childId } = await createSeenWorld();
    const seen = itemsOf(await read(world, `child=${childId}`));
    expect(seen.map(({ who, operation, outcome }) => [who, operation, outcome])).toEqual([
      ['p-1', 'readTask', 'read'],
      ['m-1', 'listTasks', 'listed'],
    ]);
  });

  it('Says what a person has looked at: each request, how it was narrowed, and what it showed', async () => {
    const { world } = await createSeenWorld();
    const looked = itemsOf(await read(world, 'person=m-1'));
    expect(looked.map(({ query, records }) => [query, records.length])).toEqual([
      ['', 1],
      ['?only=late', 0],
    ]);
  });

  it('Says what was refused to whom, from where and why', async () => {
    const { world } = await createSeenWorld();
    await world.ask(`/api/v1/tasks/${TASK}`, { as: 'dorsetManager' });
    await world.ask(`/api/v1/tasks/${TASK}/debrief`, { as: 'lead' });
    await world.ask('/api/v1/tasks', { as: null, headers: { authorization: 'Bearer forged' } });
    const refusalsOf = async (person: string) =>
      itemsOf(await read(world, `person=${person}`)).map(
        ({ outcome, path, refusedFor, address }) => [outcome, path, refusedFor, address],
      );
    const path = `/api/v1/tasks/${TASK}`;
    expect(await refusalsOf('m-2')).toEqual([['refused', path, 'not-found', '192.0.2.7']]);
    expect(await refusalsOf('l-1')).toEqual([
      ['refused', `${path}/debrief`, 'not-your-role', '192.0.2.7'],
    ]);
    expect(await refusalsOf('unknown')).toEqual([
      ['refused', '/api/v1/tasks', 'unauthenticated', '192.0.2.7'],
    ]);
  });

  it('Keeps no form that was only filled in badly', async () => {
    const { world } = await createSeenWorld();
    await world.ask(`/api/v1/tasks/${TASK}/attempts`, { method: 'POST', send: { channel: 'owl' } });
    expect(world.refused).toEqual([]);
  });

  it('Is for auditors, is audited itself, and asks about one child or one person', async () => {
    const { world, childId } = await createSeenWorld();
    expect((await read(world, `child=${childId}`, 'manager')).status).toBe(403);
    for (const query of ['', `child=${childId}&person=p-1`])
      expect(parseProblem(await read(world, query)).errors).toMatchObject([{ path: '/child' }]);
    await read(world, `child=${childId}`);
    const [own] = itemsOf(await read(world, 'person=a-1'));
    expect(own).toMatchObject({ operation: 'readAudit', query: `?child=${childId}` });
  });
});
