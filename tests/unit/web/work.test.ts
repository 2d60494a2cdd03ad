import { describe, expect, it } from 'vitest';
import { addMs, HOUR_MS } from '../../../shared/kernel/instant.ts';
import { parseProblem, parseRecorded, parseTask } from '../../support/reply-shapes.ts';
import {
  dorsetTaskId,
  employ,
  norfolkTaskId,
  receiveDorsetReturned,
  receiveReturned,
  sendOn,
  readTaskVersion,
} from '../../support/web-tasks.ts';
import { type CallerName, createWebWorld, NOW, type WebWorld } from '../../support/web-world.ts';

const TASK = norfolkTaskId('NC-1');
const DRAFT = `/api/v1/tasks/${TASK}/debrief/draft`;

const ATTEMPT = { channel: 'phone', result: 'no-answer' };
const DEBRIEF = {
  interviewee: 'child',
  place: 'home',
  relation: 'independent-service',
  childPreference: 'no-preference',
};

/** What each route takes in its simplest form. */
const BODIES: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['allocate', { practitioner: 'p-1' }],
  ['attempts', ATTEMPT],
  ['offer', { channel: 'phone', to: 'child', response: 'accepted', visitNeeds: null }],
  ['bookings', { status: 'booked', at: '2026-11-22T16:00:00Z' }],
  ['outcome', { outcome: 'completed' }],
];

const createWorldWithTask = async (): Promise<WebWorld> => {
  const world = createWebWorld();
  await receiveReturned(world, 'NC-1', 30);
  await employ(world);
  return world;
};

describe('What is done about a task', () => {
  it.each(BODIES)(
    '%s is recorded, and the response has the task as it is now',
    async (what, body) => {
      const world = await createWorldWithTask();
      const reply = await sendOn(world, TASK, what, body);
      expect(reply.status).toBe(201);
      const { task, actionId } = parseRecorded(reply);
      expect(actionId).toMatch(/^act-/);
      const read = parseTask(await world.ask(`/api/v1/tasks/${TASK}`));
      expect(read).toEqual({ ...task, missingAgain: false, unconfirmedMatch: false });
    },
  );

  it.each(BODIES)('%s sent again under its key is one action', async (what, body) => {
    const world = await createWorldWithTask();
    const send = { key: 'key-of-once', taskVersion: await readTaskVersion(world, TASK), ...body };
    const path = `/api/v1/tasks/${TASK}/${what}`;
    const first = parseRecorded(await world.ask(path, { method: 'POST', send }));
    const second = await world.ask(path, { method: 'POST', send });
    expect([second.status, parseRecorded(second)]).toEqual([201, first]);
  });

  it.each(BODIES)(
    '%s on an older version is a conflict, unless it stays true',
    async (what, body) => {
      const world = await createWorldWithTask();
      const taskVersion = await readTaskVersion(world, TASK);
      await sendOn(world, TASK, 'attempts', { ...ATTEMPT, key: 'key-of-another' });
      const reply = await sendOn(world, TASK, what, { ...body, taskVersion });
      if (what === 'attempts' || what === 'offer') {
        expect(reply.status).toBe(201);
        return;
      }
      expect(parseProblem(reply)).toEqual({ status: 409, code: 'stale', errors: [] });
      expect(reply.body).toMatchObject({ current: { taskId: TASK, attempts: 1 } });
    },
  );

  it.each(BODIES)(
    '%s under a key that was used for something else is refused',
    async (what, body) => {
      const world = await createWorldWithTask();
      const key = 'key-of-another';
      await sendOn(world, TASK, 'attempts', { ...ATTEMPT, result: 'message-left', key });
      const reply = await sendOn(world, TASK, what, { ...body, key });
      expect(parseProblem(reply)).toEqual({ status: 409, code: 'key-reused', errors: [] });
    },
  );

  it.each(BODIES)("%s on another authority's task is not found", async (what, body) => {
    const world = createWebWorld();
    await receiveDorsetReturned(world, 'DP-1');
    const send = { key: 'key-of-other', taskVersion: 1, ...body };
    const path = (taskId: string) => `/api/v1/tasks/${taskId}/${what}`;
    const hidden = await world.ask(path(dorsetTaskId('DP-1')), { method: 'POST', send });
    const absent = await world.ask(path(norfolkTaskId('NC-0')), { method: 'POST', send });
    const noId = await world.ask(path('state'), { method: 'POST', send });
    expect([hidden.status, absent.status, noId.status]).toEqual([404, 404, 404]);
    expect(hidden.body).toEqual(absent.body);
  });

  it('A broken rule has its code and where', async () => {
    const world = await createWorldWithTask();
    const happenedAt = addMs(NOW, -999 * HOUR_MS);
    const reply = await sendOn(world, TASK, 'outcome', { outcome: 'completed', happenedAt });
    expect(parseProblem(reply)).toEqual({
      status: 422,
      code: 'invalid-body',
      errors: [{ code: 'before-report', path: '/happenedAt' }],
    });
  });

  it('A practitioner does not give tasks to others', async () => {
    const world = await createWorldWithTask();
    const given = { practitioner: 'p-2', reason: 'On leave from tomorrow.' };
    const reply = await sendOn(world, TASK, 'allocate', given);
    expect(parseProblem(reply)).toMatchObject({ status: 403, code: 'not-your-role' });
  });

  it('What did not happen is retracted, and does not count any more', async () => {
    const world = await createWorldWithTask();
    const { actionId } = parseRecorded(await sendOn(world, TASK, 'attempts', ATTEMPT));
    const undo = { corrects: actionId, reason: 'It was another child.' };
    const { task } = parseRecorded(await sendOn(world, TASK, 'retractions', undo));
    expect(task.attempts).toBe(0);
  });
});

describe('A debrief', () => {
  it('Is submitted once the interview was held, and read with its free text', async () => {
    const world = await createWorldWithTask();
    await sendOn(world, TASK, 'outcome', { outcome: 'completed' });
    const texts = { childView: 'I did not think I was missing.' };
    expect((await sendOn(world, TASK, 'debrief', { ...DEBRIEF, texts })).status).toBe(201);
    const read = await world.ask(`/api/v1/tasks/${TASK}/debrief`);
    expect(read.body).toMatchObject({ taskId: TASK, texts });
    expect(world.audited.at(-1)).toMatchObject({ operation: 'readDebrief', outcome: 'read' });
  });

  it('Is not there before, nor for another authority', async () => {
    const world = await createWorldWithTask();
    const path = `/api/v1/tasks/${TASK}/debrief`;
    expect((await world.ask(path)).status).toBe(404);
    await sendOn(world, TASK, 'outcome', { outcome: 'completed' });
    await sendOn(world, TASK, 'debrief', DEBRIEF);
    expect((await world.ask(path, { as: 'dorsetManager' })).status).toBe(404);
    expect((await world.ask(path, { as: 'operator' })).status).toBe(403);
  });

  const save = (world: WebWorld, revision: number, content: object) =>
    world.ask(DRAFT, { method: 'PUT', send: { revision, content } });

  it('Is saved as a draft while it is typed, for its author alone', async () => {
    const world = await createWorldWithTask();
    expect((await save(world, 0, { push: ['family'] })).status).toBe(200);
    const read = await world.ask(DRAFT);
    expect(read.body).toMatchObject({ revision: 1, content: { push: ['family'] } });
    expect((await world.ask(DRAFT, { as: 'manager' })).status).toBe(404);
  });

  it('Is handed over to a colleague who writes it on, by its author or the team’s manager only', async () => {
    const world = await createWorldWithTask();
    await employ(world);
    const content = { transportNotes: 'By bus.' };
    await world.ask(DRAFT, { method: 'PUT', send: { revision: 0, content } });
    const handOver = (send: object, as: CallerName = 'practitioner') =>
      world.ask(`${DRAFT}/hand-over`, { method: 'POST', send, as });
    const toP2 = { to: 'p-2' };
    expect((await handOver({ to: 'p-9' })).status).toBe(422);
    expect((await handOver({ to: 'p-1' })).status).toBe(422);
    expect((await handOver({ ...toP2, author: 'm-1' })).status).toBe(403);
    const handed = await handOver({ ...toP2, author: 'p-1' }, 'manager');
    expect([handed.status, handed.body]).toMatchObject([200, { revision: 1, content }]);
    const sentAgain = await handOver({ ...toP2, author: 'p-1' }, 'manager');
    expect([sentAgain.status, sentAgain.body]).toEqual([200, handed.body]);
    expect((await world.ask(DRAFT)).status).toBe(404);
    const back = await handOver({ author: 'p-2', to: 'm-1' }, 'manager');
    expect(back.status).toBe(200);
    const saved = await world.ask(DRAFT, {
      method: 'PUT',
      as: 'manager',
      send: { revision: 1, content: { transportNotes: 'By bus and train.' } },
    });
    expect(saved.body).toMatchObject({ revision: 2 });
  });

  it('Does not replace what they have written themselves', async () => {
    const world = await createWorldWithTask();
    await employ(world);
    for (const as of ['practitioner', 'manager'] as const)
      await world.ask(DRAFT, { method: 'PUT', as, send: { revision: 0, content: { as } } });
    const send = { to: 'm-1' };
    const reply = await world.ask(`${DRAFT}/hand-over`, { method: 'POST', send });
    expect(parseProblem(reply).errors).toMatchObject([{ code: 'draft-exists', path: '/to' }]);
    expect((await world.ask(DRAFT)).body).toMatchObject({ content: { as: 'practitioner' } });
  });

  it('Older than the stored draft is a conflict that carries the stored draft', async () => {
    const world = await createWorldWithTask();
    await save(world, 0, { push: 'typed at the desk' });
    const reply = await save(world, 0, { push: 'typed on the phone' });
    expect(parseProblem(reply)).toMatchObject({ status: 409, code: 'stale' });
    expect(reply.body).toMatchObject({
      current: { revision: 1, content: { push: 'typed at the desk' } },
    });
    const read = await world.ask(DRAFT);
    expect(read.body).toMatchObject({ content: { push: 'typed at the desk' } });
  });
});
