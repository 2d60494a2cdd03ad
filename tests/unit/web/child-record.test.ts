import { describe, expect, it } from 'vitest';
import { createPractitioner } from '../../../shared/directory/staff-store.ts';
import { buildStaffMember } from '../../support/directory.ts';
import { buildReported, CHILD, DORSET, NORFOLK } from '../../support/messages.ts';
import { parseProblem } from '../../support/reply-shapes.ts';
import { norfolkTaskId, receiveReturned, sendOn, withReference } from '../../support/web-tasks.ts';
import { createWebWorld, type WebWorld } from '../../support/web-world.ts';

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
