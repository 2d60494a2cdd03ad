import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parseProblem } from '../../support/reply-shapes.ts';
import { employ, norfolkTaskId, receiveReturned, sendOn } from '../../support/web-tasks.ts';
import { CALLBACK_TOKEN, createWebWorld, NOW, type WebWorld } from '../../support/web-world.ts';

const FEEDS = '/api/v1/calendar-feeds';
const STATUS = '/api/v1/message-status';

const createdFeed = z.object({ feedId: z.string(), url: z.string() });

const createFeed = async (world: WebWorld) => {
  const reply = await world.ask(FEEDS, { method: 'POST', send: {} });
  const { feedId, url } = createdFeed.parse(reply.body);
  const { pathname, search } = new URL(url);
  return { status: reply.status, feedId, path: `${pathname}${search}` };
};

describe('A calendar', () => {
  it('Can be read without signing in by anyone who has its address, by reference only', async () => {
    const world = createWebWorld();
    await employ(world);
    await receiveReturned(world, 'NC-1', 10);
    await sendOn(world, norfolkTaskId('NC-1'), 'allocate', { practitioner: 'p-1' });
    const { status, path } = await createFeed(world);
    const reply = await world.ask(path, { as: null });
    expect([status, reply.status]).toEqual([201, 200]);
    expect(reply.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(reply.body).toContain('BEGIN:VCALENDAR');
    expect(reply.body).toMatch(/RHI-[0-9A-F]{4}-[0-9A-F]{4}/);
    expect(reply.body).not.toMatch(/Sam|Example|NC-1/);
  });

  it('Leads nowhere once it was ended, and by no other token', async () => {
    const world = createWebWorld();
    await employ(world);
    const { feedId, path } = await createFeed(world);
    const other = await world.ask('/api/v1/calendar.ics?token=guessed', { as: null });
    const ended = await world.ask(`${FEEDS}/${feedId}`, { method: 'DELETE' });
    const after = await world.ask(path, { as: null });
    expect([other.status, ended.status, after.status]).toEqual([404, 200, 404]);
    expect((await world.ask(FEEDS)).body).toEqual({ items: [] });
  });

  it('Can be revoked only by its owner', async () => {
    const world = createWebWorld();
    await employ(world);
    const { feedId, path } = await createFeed(world);
    const reply = await world.ask(`${FEEDS}/${feedId}`, { method: 'DELETE', as: 'manager' });
    expect(parseProblem(reply).status).toBe(404);
    expect((await world.ask(path, { as: null })).status).toBe(200);
  });

  it('Its making and ending are in the audit, its reading is not', async () => {
    const world = createWebWorld();
    await employ(world);
    const { feedId, path } = await createFeed(world);
    await world.ask(path, { as: null });
    await world.ask(`${FEEDS}/${feedId}`, { method: 'DELETE' });
    expect(world.audited.map(({ operation, what }) => [operation, what.kind, what.id])).toEqual([
      ['createCalendarFeed', 'calendar-feeds', 'p-1'],
      ['revokeCalendarFeed', 'calendar-feeds', 'p-1'],
    ]);
  });
});

describe("GOV.UK Notify's callback", () => {
  const call = (world: WebWorld, token: string, send: object) =>
    world.ask(STATUS, {
      method: 'POST',
      as: null,
      headers: { authorization: `Bearer ${token}` },
      send,
    });

  const DELIVERED = { reference: 'of-no-message', status: 'delivered', to: 'p-1@council.example' };

  it('Is accepted with its own token, also for a message that is not ours', async () => {
    const reply = await call(createWebWorld(), CALLBACK_TOKEN, DELIVERED);
    expect([reply.status, reply.body]).toEqual([204, null]);
  });

  it('Is not accepted with a staff token', async () => {
    const reply = await call(createWebWorld(), 'token-of-operator', DELIVERED);
    expect(parseProblem(reply)).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  it('Does not give access to anything else', async () => {
    const headers = { authorization: `Bearer ${CALLBACK_TOKEN}` };
    const reply = await createWebWorld().ask('/api/v1/tasks', { as: null, headers });
    expect(reply.status).toBe(401);
  });

  it('Is not there where no message goes through Notify', async () => {
    const world = createWebWorld(({ notify }) => ({
      notify: { ...notify, readCallbackToken: null },
    }));
    expect(parseProblem(await call(world, CALLBACK_TOKEN, DELIVERED)).status).toBe(404);
  });
});

describe('The outbox', () => {
  const ENTRY = {
    reference: 'message-1',
    medium: 'email',
    address: 'p-1@council.example',
    template: 'new-task',
    subject: 'A new task',
    body: 'RHI-0000-0001',
    sentAt: NOW,
  } as const;

  it('Shows what would have been sent, newest first', async () => {
    const world = createWebWorld(() => ({
      readOutbox: () => Promise.resolve([ENTRY, { ...ENTRY, reference: 'message-2' }]),
    }));
    const reply = await world.ask('/api/v1/outbox?limit=1', { as: 'operator' });
    expect(reply.body).toMatchObject({ total: 2, items: [{ reference: 'message-2' }] });
  });

  it('Is not there where messages are sent', async () => {
    const reply = await createWebWorld().ask('/api/v1/outbox', { as: 'operator' });
    expect(parseProblem(reply).status).toBe(404);
  });
});
