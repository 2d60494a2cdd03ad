import { describe, expect, it } from 'vitest';
import { createPractitioner } from '../../../shared/directory/staff-store.ts';
import { foundChildrenSchema } from '../../../shared/episodes/search-children.ts';
import { buildStaffMember } from '../../support/directory.ts';
import { buildReported, CHILD, DORSET, NORFOLK } from '../../support/messages.ts';
import { parseProblem } from '../../support/reply-shapes.ts';
import { norfolkTaskId, receiveReturned, sendOn, withReference } from '../../support/web-tasks.ts';
import { type CallerName, createWebWorld, type WebWorld } from '../../support/web-world.ts';

const employ = async (world: WebWorld, id: string) => {
  const member = buildStaffMember(id, { name: 'Alex Marsh', teams: ['norfolk-norwich'] });
  await world.stores.staff.put({ ...createPractitioner(NORFOLK, member), version: 0 });
};

describe('GET /me', () => {
  it('says who a token stands for, with teams', async () => {
    const world = createWebWorld();
    await employ(world, 'p-1');
    expect((await world.ask('/api/v1/me')).body).toEqual({
      id: 'p-1',
      kind: 'person',
      name: 'Alex Marsh',
      role: 'practitioner',
      staffRole: 'practitioner',
      allAuthorities: false,
      authorities: [{ code: NORFOLK, name: 'Norfolk' }],
      teams: [{ id: 'norfolk-norwich', name: 'Norwich', authority: NORFOLK }],
      awayToday: false,
      deputy: null,
      deputyOf: [],
    });
  });

  it('says of a token without a staff record that it is a machine, and which authorities it sees', async () => {
    const { body } = await createWebWorld().ask('/api/v1/me', { as: 'operator' });
    expect(body).toMatchObject({
      id: 'o-1',
      kind: 'machine',
      name: null,
      allAuthorities: true,
      authorities: [{ code: NORFOLK }, { code: DORSET }],
    });
  });
});

describe('GET /children/{childId}', () => {
  const readChildId = async (world: WebWorld) => {
    const { body } = await world.ask('/api/v1/episodes', { as: 'manager' });
    const { items } = body as { items: { child: { childId: string } }[] };
    return items[0]?.child.childId ?? '';
  };

  it('shows every episode of the child, who worked with them, and how often they were missing', async () => {
    const world = createWebWorld();
    await employ(world, 'p-1');
    await receiveReturned(world, 'NC-1', 30);
    const child = { ...CHILD, authorityChildId: 'child-of-NC-1' };
    const data = { reportedAt: '2026-11-21T07:00:00Z', child };
    const again = buildReported({ data, time: '2026-11-21T07:05:00Z' });
    await world.receive(withReference('NC-2', again));
    await sendOn(world, norfolkTaskId('NC-1'), 'allocate', { practitioner: 'p-1' });
    const childId = await readChildId(world);
    const { body } = await world.ask(`/api/v1/children/${childId}`);
    expect(body).toMatchObject({
      childId,
      child: { childId, matches: [] },
      workers: [{ practitioner: 'p-1', tasks: 1 }],
      pattern: { last90Days: 2, last365Days: 2 },
    });
    const { episodes } = body as { episodes: { reference: string }[] };
    expect(episodes.map(({ reference }) => reference).sort()).toEqual(['NC-1', 'NC-2']);
    expect(world.audited.at(-1)).toMatchObject({ what: { kind: 'child', id: childId } });
  });

  it('is not there for another authority, nor for a child whom nobody reported', async () => {
    const world = createWebWorld();
    await receiveReturned(world, 'NC-1', 30);
    const childId = await readChildId(world);
    const path = `/api/v1/children/${childId}`;
    expect(parseProblem(await world.ask(path, { as: 'dorsetManager' })).status).toBe(404);
    const other = `/api/v1/children/${childId.slice(0, -4)}0000`;
    expect(parseProblem(await world.ask(other)).status).toBe(404);
  });
});

describe('POST /children/search', () => {
  const search = async (world: WebWorld, send: object, as: CallerName = 'practitioner') =>
    world.ask('/api/v1/children/search', { method: 'POST', send, as });
  const itemsOf = ({ body }: Awaited<ReturnType<typeof search>>) =>
    foundChildrenSchema.parse(body).items;
  const SAM = { name: 'sam EXAMPLE', dateOfBirth: CHILD.dateOfBirth };

  it('finds a child by the whole name in any order, or an alias, with the date of birth', async () => {
    const world = createWebWorld();
    const child = { ...CHILD, aliases: ['Sammy'] };
    await world.receive(withReference('NC-1', buildReported({ data: { child } })));
    for (const name of ['sam EXAMPLE', 'Example, Sam', 'Sámmy']) {
      const [found, ...more] = itemsOf(await search(world, { ...SAM, name }));
      expect(more).toEqual([]);
      expect(found).toMatchObject({
        child: { givenName: 'Sam' },
        episodes: 1,
        openTasks: 0,
        latest: { status: 'missing' },
      });
    }
  });

  it('finds nobody by the name alone, or with another day', async () => {
    const world = createWebWorld();
    await receiveReturned(world, 'NC-1', 3);
    expect(itemsOf(await search(world, { ...SAM, dateOfBirth: '2011-05-10' }))).toEqual([]);
    expect(itemsOf(await search(world, { ...SAM, name: 'Example' }))).toEqual([]);
    expect((await search(world, { name: SAM.name })).status).toBe(422);
    expect(itemsOf(await search(world, { ...SAM, name: '?!' }))).toEqual([]);
  });

  it('finds a child only for authorities that may know of an episode, and audits whom it showed', async () => {
    const world = createWebWorld();
    await receiveReturned(world, 'NC-1', 3);
    expect(itemsOf(await search(world, SAM, 'dorsetManager'))).toEqual([]);
    expect(world.audited).toEqual([]);
    const [found] = itemsOf(await search(world, SAM));
    expect(found?.openTasks).toBe(1);
    expect(world.audited).toMatchObject([
      { operation: 'searchChildren', what: { kind: 'child', childId: found?.childId } },
    ]);
    expect((await search(world, SAM, 'lead')).status).toBe(403);
  });
});

describe('Who is missing now', () => {
  it('is listed with the next level of the ladder, and to whom it goes', async () => {
    const world = createWebWorld();
    const data = { reportedAt: '2026-11-21T06:00:00Z', riskLevel: 'medium' };
    await world.receive(withReference('NC-1', buildReported({ data })));
    const { body } = await world.ask('/api/v1/episodes?status=missing');
    expect(body).toMatchObject({
      items: [
        {
          status: 'missing',
          nextLevel: {
            level: 'missing-24h',
            at: '2026-11-22T06:00:00.000Z',
            to: ['team-manager'],
          },
        },
      ],
    });
  });
});
