import { beforeEach, describe, expect, it } from 'vitest';
import { createPractitioner } from '../../../shared/directory/staff-store.ts';
import type { StaffMember } from '../../../shared/directory/staff.ts';
import { buildStaffMember } from '../../support/directory.ts';
import { DORSET, NORFOLK } from '../../support/messages.ts';
import { parseEpisodes, parseTasks, parseTimescales } from '../../support/reply-shapes.ts';
import { norfolkTaskId, receiveReturned, sendOn } from '../../support/web-tasks.ts';
import { createWebWorld, type WebWorld } from '../../support/web-world.ts';

const OWN = norfolkTaskId('NC-1');
const OTHERS = norfolkTaskId('NC-2');
const TEAM = { teams: ['norfolk-norwich'] };

/** p-1 has the first of two tasks, and works for whom a test says. */
const createWorld = async (employer: StaffMember['employer']): Promise<WebWorld> => {
  const world = createWebWorld();
  for (const reference of ['NC-1', 'NC-2']) await receiveReturned(world, reference, 3);
  for (const member of [
    buildStaffMember('p-1', { ...TEAM, employer }),
    buildStaffMember('m-1', { ...TEAM, role: 'team-manager' }),
  ])
    await world.stores.staff.put({ ...createPractitioner(NORFOLK, member), version: 0 });
  const give = { practitioner: 'p-1', reason: 'Speaks Polish.' };
  expect((await sendOn(world, OWN, 'allocate', give, 'manager', 'manager')).status).toBe(201);
  return world;
};

describe.each([
  ['a commissioned provider', { kind: 'provider', name: 'Safe Return CIC' } as const],
  ['another authority', { kind: 'authority', code: DORSET } as const],
])('Somebody of %s', (_, employer) => {
  let world: WebWorld;
  beforeEach(async () => {
    world = await createWorld(employer);
  });

  const statusOf = async (path: string) => (await world.ask(`/api/v1${path}`)).status;

  it('sees and works on what they were given', async () => {
    expect(await statusOf(`/tasks/${OWN}`)).toBe(200);
    const attempt = { channel: 'phone', result: 'no-answer' };
    expect((await sendOn(world, OWN, 'attempts', attempt)).status).toBe(201);
    const tasks = parseTasks(await world.ask('/api/v1/tasks')).items;
    expect(tasks.map(({ taskId }) => taskId)).toEqual([OWN]);
    expect((await world.ask('/api/v1/tasks/counts')).body).toMatchObject({ all: 1 });
    expect(parseEpisodes(await world.ask('/api/v1/episodes')).items).toHaveLength(1);
  });

  it('sees nothing else, and cannot take it', async () => {
    const [own] = parseEpisodes(
      await world.ask('/api/v1/episodes', { as: 'manager' }),
    ).items.filter(({ task }) => task?.taskId === OTHERS);
    expect(await statusOf(`/tasks/${OTHERS}`)).toBe(404);
    expect(await statusOf(`/episodes/${own?.episodeId}`)).toBe(404);
    expect(await statusOf(`/children/${own?.child?.childId}`)).toBe(404);
    const send = { key: 'key-of-take-over', taskVersion: 1, practitioner: 'p-1' };
    const take = { method: 'POST', send };
    expect((await world.ask(`/api/v1/tasks/${OTHERS}/allocate`, take)).status).toBe(404);
    expect(await statusOf(`/themes?authority=${NORFOLK}&from=2026-W40&to=2026-W47`)).toBe(403);
  });

  it('sees it no more once somebody else has it', async () => {
    const back = { key: 'key-of-taking', practitioner: null, reason: 'The contract ends.' };
    const taken = await sendOn(world, OWN, 'allocate', back, 'manager', 'manager');
    expect(taken.status).toBe(201);
    expect(await statusOf(`/tasks/${OWN}`)).toBe(404);
    expect(parseTasks(await world.ask('/api/v1/tasks')).items).toEqual([]);
  });

  it('is a group of the timescales with the interviews that they held', async () => {
    await sendOn(world, OWN, 'outcome', { outcome: 'completed' });
    const path = `/api/v1/timescales?authority=${NORFOLK}&from=2026-11-01&to=2026-11-30&by=employer`;
    const { groups } = parseTimescales(await world.ask(path, { as: 'manager' }));
    const named = employer.kind === 'provider' ? employer.name : employer.code;
    expect(groups.map(({ group, timescales }) => [group, timescales.completed])).toEqual([
      [named, 1],
      [null, 0],
    ]);
  });
});

describe('Somebody of the authority itself', () => {
  it('sees all its tasks', async () => {
    const world = await createWorld(null);
    expect(parseTasks(await world.ask('/api/v1/tasks')).items).toHaveLength(2);
  });
});
