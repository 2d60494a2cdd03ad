import { beforeAll, describe, expect, it } from 'vitest';
import { ROUTES } from '../../../functions/web/api/routes.ts';
import { hasPermission } from '../../../shared/access/roles.ts';
import { createPractitioner } from '../../../shared/directory/staff-store.ts';
import { buildStaffMember } from '../../support/directory.ts';
import { NORFOLK } from '../../support/messages.ts';
import { parseTask } from '../../support/reply-shapes.ts';
import { norfolkTaskId, receiveReturned } from '../../support/web-tasks.ts';
import { createWebWorld, NOW, type WebWorld } from '../../support/web-world.ts';

const TASK = norfolkTaskId('NC-1');
/** What would give a child of Norfolk, or who works with them, away. */
let secrets: readonly string[] = [];
let values: Readonly<Record<string, string>> = {};
let world: WebWorld;

beforeAll(async () => {
  world = createWebWorld();
  await receiveReturned(world, 'NC-1', 80);
  const person = createPractitioner(NORFOLK, buildStaffMember('p-1', { name: 'Alex Marsh' }));
  await world.stores.staff.put({ ...person, version: 0 });
  await world.sweepAt(NOW);
  const task = parseTask(await world.ask(`/api/v1/tasks/${TASK}`, { as: 'manager' }));
  const escalationId = task.raised[0]?.escalationId ?? '';
  const { episodeId, childId } = task;
  secrets = [TASK, episodeId, String(childId), 'Sam', 'Alex Marsh', escalationId];
  values = {
    taskId: TASK,
    episodeId,
    childId: String(childId),
    matchId: `${childId}.ch-${'0'.repeat(32)}`,
    escalationId,
    practitionerId: 'p-1',
    absenceId: 'abs-1',
    signalId: 'sig-1',
    releaseId: 'rel-1',
    feedId: 'feed-1',
    rejectionId: 'rej-1',
  };
});

/** What a route must be asked with; every other GET route is asked without. */
const QUERIES: Readonly<Record<string, string>> = {
  readTimescales: `authority=${NORFOLK}&from=2026-11-01&to=2026-11-30`,
  readCountedTasks: `authority=${NORFOLK}&from=2026-11-01&to=2026-11-30&count=episodes`,
  readThemes: `authority=${NORFOLK}`,
  readPlaces: `authority=${NORFOLK}&locality=norwich`,
  listEvidence: `authority=${NORFOLK}`,
  listSignals: `authority=${NORFOLK}`,
  listReleases: `authority=${NORFOLK}`,
  readLocalityProfile: `authority=${NORFOLK}&locality=norwich`,
  readLocalityProfilePage: `authority=${NORFOLK}&locality=norwich`,
};

const READS = ROUTES.filter(
  ({ method, permission }) =>
    method === 'get' &&
    permission !== 'public' &&
    permission !== 'notify-callback' &&
    hasPermission({ role: 'manager' }, permission),
);

const fillPath = (id: string, path: string): string => {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`Say here what ${name} of ${id} is.`);
    return value;
  });
  return `${filled}?${QUERIES[id] ?? ''}`;
};

describe('A manager of Dorset', () => {
  it.each(READS.map(({ id, path }) => [id, path] as const))(
    'learns nothing of a child of Norfolk by %s',
    async (id, path) => {
      const { status, body } = await world.ask(fillPath(id, path), { as: 'dorsetManager' });
      expect([200, 403, 404]).toContain(status);
      const shown = JSON.stringify(body);
      for (const secret of secrets) expect(shown).not.toContain(secret);
    },
  );

  it.each(
    READS.filter(({ path }) => /\{(task|episode|child|match)Id\}/.test(path)).map(
      ({ id, path }) => [id, path] as const,
    ),
  )('is answered by %s as if it did not exist', async (id, path) => {
    const { status } = await world.ask(fillPath(id, path), { as: 'dorsetManager' });
    expect(status).toBe(404);
  });

  it('is refused what a manager of Norfolk reads by the same address', async () => {
    const { status } = await world.ask(fillPath('readTask', '/api/v1/tasks/{taskId}'), {
      as: 'manager',
    });
    expect(status).toBe(200);
  });
});
