import { describe, expect, it } from 'vitest';
import {
  buildCancelled,
  buildFound,
  buildReported,
  buildReturned,
  DORSET,
  NORFOLK,
} from '../../support/messages.ts';
import { parseProblem, parseTimescales } from '../../support/reply-shapes.ts';
import { norfolkTaskId, receiveReturned, sendOn, withReference } from '../../support/web-tasks.ts';
import { createWebWorld } from '../../support/web-world.ts';

const pathOf = (query: string): string => `/api/v1/timescales?${query}`;
const NOVEMBER = `authority=${NORFOLK}&from=2026-11-01&to=2026-11-30`;

const askFor = async (query: string, as: 'manager' | 'lead' | 'auditor' = 'manager') =>
  createWebWorld().ask(pathOf(query), { as });

describe('The timescales', () => {
  it('Show the outcome of each episode of an authority and a period', async () => {
    const world = createWebWorld();
    await receiveReturned(world, 'NC-1', 30);
    await receiveReturned(world, 'NC-2', 80);
    await receiveReturned(world, 'NC-3', 10);
    await world.receive(withReference('NC-3', buildCancelled({ time: '2026-11-21T08:55:00Z' })));
    await sendOn(world, norfolkTaskId('NC-1'), 'outcome', { outcome: 'completed' });
    const { whole, groups } = parseTimescales(await world.ask(pathOf(NOVEMBER), { as: 'lead' }));
    expect(whole).toMatchObject({
      episodes: 2,
      completed: 1,
      completedWithin72h: 1,
      open: 1,
      openLate: 1,
      withdrawn: 1,
      rates: { completedWithin72hOfEpisodes: { numerator: 1, denominator: 2 } },
    });
    expect(groups).toEqual([]);
  });

  it('Names no child, no episode and no task, whatever they are by', async () => {
    const world = createWebWorld();
    await receiveReturned(world, 'NC-1', 30);
    const reply = await world.ask(pathOf(`${NOVEMBER}&by=locality`), { as: 'lead' });
    expect(parseTimescales(reply).groups).toMatchObject([{ group: 'norwich' }]);
    expect(JSON.stringify(reply.body)).not.toMatch(/\bep-|\brhi-|child-[0-9a-f]{8}|NC-1|Sam/);
    expect(world.audited).toEqual([]);
  });

  it('Show every absence: returned, found and not known to be home, and missing still', async () => {
    const world = createWebWorld();
    await receiveReturned(world, 'NC-1', 30);
    const report = { data: { reportedAt: '2026-11-20T20:00:00Z' }, time: '2026-11-20T20:05:00Z' };
    for (const reference of ['NC-2', 'NC-3'])
      await world.receive(withReference(reference, buildReported(report)));
    const found = { data: { foundAt: '2026-11-20T22:00:00Z' }, time: '2026-11-20T22:05:00Z' };
    await world.receive(withReference('NC-2', buildFound(found)));
    const { incidents } = parseTimescales(await world.ask(pathOf(NOVEMBER), { as: 'lead' }));
    expect(incidents).toEqual({
      returned: 1,
      foundNotReturned: 1,
      foundNotReturnedInterviewed: 0,
      stillMissing: 1,
    });
  });

  it('Lead from a number to the tasks behind it, for those who may see tasks', async () => {
    const world = createWebWorld();
    await receiveReturned(world, 'NC-1', 30);
    await receiveReturned(world, 'NC-2', 80);
    const path = `/api/v1/timescales/tasks?${NOVEMBER}&count=openLate`;
    const reply = await world.ask(path, { as: 'manager' });
    expect(reply.body).toMatchObject({
      count: 'openLate',
      items: [{ taskId: norfolkTaskId('NC-2'), locality: 'norwich' }],
    });
    expect(JSON.stringify(reply.body)).not.toMatch(/child|Sam/);
    expect(parseProblem(await world.ask(path, { as: 'lead' })).status).toBe(403);
  });

  it('First and last day are both in, by the London calendar', async () => {
    const world = createWebWorld();
    const returns = {
      'NC-1': '2026-10-24T22:59:59.999Z',
      'NC-2': '2026-10-24T23:00:00Z',
      'NC-3': '2026-10-25T23:59:59.999Z',
      'NC-4': '2026-10-26T00:00:00Z',
    };
    for (const [reference, returnedAt] of Object.entries(returns)) {
      await world.receive(withReference(reference, buildReturned({ data: { returnedAt } })));
    }
    const days = `authority=${NORFOLK}&from=2026-10-25&to=2026-10-25`;
    const view = parseTimescales(await world.ask(pathOf(days), { as: 'manager' }));
    expect(view).toMatchObject({
      from: '2026-10-24T23:00:00.000Z',
      to: '2026-10-26T00:00:00.000Z',
      whole: { episodes: 2 },
    });
  });

  it.each([
    { query: NOVEMBER.replace('2026-11-30', '2026-10-31'), code: 'invalid-value', path: '/to' },
    { query: NOVEMBER.replace('2026-11-30', '2028-01-01'), code: 'invalid-value', path: '/to' },
    { query: NOVEMBER.replace('2026-11-30', '2026-11-31'), code: 'invalid-value', path: '/to' },
    { query: NOVEMBER.replace('2026-11-01', '9999-12-31'), code: 'invalid-value', path: '/from' },
    { query: `${NOVEMBER}&by=child`, code: 'invalid-value', path: '/by' },
    { query: `authority=${NORFOLK}&to=2026-11-30`, code: 'missing-parameter', path: '/from' },
    { query: 'from=2026-11-01&to=2026-11-30', code: 'missing-parameter', path: '/authority' },
  ])('$query cannot be answered: $code at $path', async ({ query, code, path }) => {
    const problem = parseProblem(await askFor(query));
    expect([problem.status, problem.errors]).toEqual([400, [{ code, path }]]);
  });

  it('Of another authority are not shown', async () => {
    const reply = await askFor(NOVEMBER.replace(NORFOLK, DORSET));
    expect(parseProblem(reply)).toMatchObject({ status: 403, code: 'not-your-authority' });
    const unknown = await askFor(NOVEMBER.replace(NORFOLK, 'E99999999'), 'auditor');
    expect(parseProblem(unknown).errors).toEqual([
      { code: 'unknown-authority', path: '/authority' },
    ]);
  });
});
