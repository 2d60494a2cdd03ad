import { makeEpisodeId } from '../../support/ids.ts';
import { describe, expect, it } from 'vitest';
import { addMs, HOUR_MS, type Instant } from '../../../shared/kernel/instant.ts';
import {
  buildCancelled,
  buildFound,
  buildReported,
  buildReturned,
  CHILD,
  DORSET,
  DORSET_FORCE,
  NORFOLK,
  NORFOLK_FORCE,
  sourceOf,
} from '../../support/messages.ts';
import { parseProblem, parseTask, parseTasks } from '../../support/reply-shapes.ts';
import { type CallerName, createWebWorld, NOW, type WebWorld } from '../../support/web-world.ts';
import { toTaskId } from '../../../shared/episodes/episode.ts';
import {
  buildDorsetReport,
  buildPlacedInDorset,
  dorsetTaskId,
  sendOn,
  withReference,
} from '../../support/web-tasks.ts';
import { buildStaffMember } from '../../support/directory.ts';

const LIMIT_MS = 72 * HOUR_MS;

/** A child who went missing and has been back for so many milliseconds at `NOW`. */
const backFor = (reference: string, ms: number, homePostcode: string = CHILD.homePostcode) => [
  withReference(
    reference,
    buildReported({
      data: {
        reportedAt: '2026-11-01T20:00:00Z',
        child: { ...CHILD, homePostcode, authorityChildId: `child-of-${reference}` },
      },
    }),
  ),
  withReference(reference, buildReturned({ data: { returnedAt: addMs(NOW, -ms) } })),
];

const foundOnly = (reference: string) => [
  withReference(reference, buildReported()),
  withReference(reference, buildFound()),
];

const idOf = (reference: string): string => toTaskId(makeEpisodeId(NORFOLK_FORCE, reference));

const referencesByTask = new Map(
  Array.from({ length: 9 }, (_, index) => [idOf(`NC-${index}`), `NC-${index}`]),
);

/** One person under one id in two authorities, which no use case allows: written past them. */
const employInBoth = async ({ stores }: WebWorld, practitionerId: string): Promise<void> => {
  for (const authority of [NORFOLK, DORSET]) {
    const employed = { authority, ties: [], inactive: false, version: 0 };
    await stores.staff.put({ ...buildStaffMember(practitionerId), ...employed });
  }
};

const give = async (world: WebWorld, taskId: string, practitioner: string, as: CallerName) => {
  const send = { practitioner, reason: 'Knows the family.' };
  expect((await sendOn(world, taskId, 'allocate', send, as, as)).status).toBe(201);
};

const listed = async (world: WebWorld, path: string, as?: 'auditor' | 'dorsetManager') => {
  const { items } = parseTasks(await world.ask(path, as === undefined ? {} : { as }));
  return items.map(({ taskId }) => referencesByTask.get(taskId));
};

describe('The order of tasks', () => {
  it('Is the longest overdue first, then those without a clock, then the next due', async () => {
    const world = createWebWorld();
    await world.receive(
      ...backFor('NC-1', 10 * HOUR_MS),
      ...backFor('NC-2', LIMIT_MS + HOUR_MS),
      ...foundOnly('NC-3'),
      ...backFor('NC-4', 60 * HOUR_MS),
      ...backFor('NC-5', LIMIT_MS + 9 * HOUR_MS),
    );
    const order = ['NC-5', 'NC-2', 'NC-3', 'NC-4', 'NC-1'];
    expect(await listed(world, '/api/v1/tasks')).toEqual(order);
  });

  it('Counts exactly 72 hours as on time, and one millisecond more as overdue', async () => {
    const world = createWebWorld();
    await world.receive(
      ...backFor('NC-1', LIMIT_MS),
      ...foundOnly('NC-2'),
      ...backFor('NC-3', LIMIT_MS + 1),
    );
    const { items } = parseTasks(await world.ask('/api/v1/tasks'));
    expect(items.map(({ clock }) => clock)).toEqual([
      { state: 'late', elapsedMs: LIMIT_MS + 1, remainingMs: -1, asOf: NOW },
      { state: 'none', elapsedMs: null, remainingMs: null, asOf: NOW },
      { state: 'running', elapsedMs: LIMIT_MS, remainingMs: 0, asOf: NOW },
    ]);
  });

  it('Stays that of the first page while pages are turned, though tasks fall due meanwhile', async () => {
    const world = createWebWorld();
    await world.receive(
      ...backFor('NC-1', LIMIT_MS + HOUR_MS),
      ...foundOnly('NC-2'),
      ...backFor('NC-3', LIMIT_MS - HOUR_MS),
    );
    const pages: Instant[] = [NOW, addMs(NOW, 2 * HOUR_MS), addMs(NOW, 4 * HOUR_MS)];
    const seen: (string | undefined)[] = [];
    let cursor = '';
    for (const at of pages) {
      const path = `/api/v1/tasks?limit=1&cursor=${cursor}`;
      const page = parseTasks(await world.ask(path, { at }));
      seen.push(...page.items.map(({ taskId }) => referencesByTask.get(taskId)));
      expect(page.items.map(({ clock }) => clock.asOf)).toEqual([NOW]);
      cursor = page.cursor ?? '';
    }
    expect(seen).toEqual(['NC-1', 'NC-2', 'NC-3']);
  });
});

describe('Whose tasks are shown', () => {
  it('Those of every team of the authority, and those that no team has', async () => {
    const world = createWebWorld();
    await world.receive(
      ...backFor('NC-1', 3 * HOUR_MS, 'NR1 1EF'),
      ...backFor('NC-2', 2 * HOUR_MS, 'NR30 1AA'),
      ...backFor('NC-3', HOUR_MS, 'PE30 1AA'),
    );
    const { items } = parseTasks(await world.ask('/api/v1/tasks'));
    expect(items.map(({ team, locality }) => [team, locality])).toEqual([
      ['norfolk-norwich', 'norwich'],
      ['norfolk-coast', 'great-yarmouth'],
      [null, 'kings-lynn'],
    ]);
    expect(await listed(world, '/api/v1/tasks?team=norfolk-coast')).toEqual(['NC-2']);
  });

  it("The responsible authority's only: the host sees the episode and not the task", async () => {
    const world = createWebWorld();
    await world.receive(buildPlacedInDorset({ subject: 'NC-1' }), {
      ...buildReturned(),
      subject: 'NC-1',
    });
    expect(await listed(world, '/api/v1/tasks')).toEqual(['NC-1']);
    expect(await listed(world, '/api/v1/tasks', 'dorsetManager')).toEqual([]);
    const path = `/api/v1/tasks/${idOf('NC-1')}`;
    expect(parseTask(await world.ask(path))).toMatchObject({ taskId: idOf('NC-1') });
    expect(parseProblem(await world.ask(path, { as: 'dorsetManager' })).status).toBe(404);
  });

  it.each([
    { filter: `authority=${DORSET}`, as: 'manager', status: 403, errors: [] },
    { filter: 'team=dorset-west', as: 'manager', status: 403, errors: [] },
    {
      filter: 'team=nobodys-team',
      as: 'manager',
      status: 400,
      errors: [{ code: 'unknown-team', path: '/team' }],
    },
    {
      filter: `authority=${NORFOLK}&team=dorset-west`,
      as: 'auditor',
      status: 400,
      errors: [{ code: 'unknown-team', path: '/team' }],
    },
  ] as const)(
    '$filter, requested by a $as, is refused with $status',
    async ({ filter, as, status, errors }) => {
      const reply = await createWebWorld().ask(`/api/v1/tasks?${filter}`, { as });
      expect(parseProblem(reply)).toMatchObject({ status, errors });
    },
  );

  it('Withdrawn tasks are in no list of open ones, and found when requested', async () => {
    const world = createWebWorld();
    await world.receive(
      ...backFor('NC-1', HOUR_MS),
      ...backFor('NC-2', 2 * HOUR_MS),
      withReference('NC-2', buildCancelled({ time: '2026-11-21T08:55:00Z' })),
    );
    expect(await listed(world, '/api/v1/tasks')).toEqual(['NC-1']);
    expect(await listed(world, '/api/v1/tasks?state=open')).toEqual(['NC-1']);
    const { items } = parseTasks(await world.ask('/api/v1/tasks?state=withdrawn'));
    expect(items).toMatchObject([
      { taskId: idOf('NC-2'), state: 'withdrawn', clock: { state: 'none', elapsedMs: null } },
    ]);
  });

  it("A practitioner's list leaves out tasks of authorities that are not the caller's", async () => {
    const world = createWebWorld();
    await world.receive(
      ...backFor('NC-1', HOUR_MS),
      ...backFor('NC-2', 2 * HOUR_MS),
      buildDorsetReport('DP-3'),
      withReference('DP-3', buildReturned({ source: sourceOf(DORSET_FORCE) })),
    );
    await employInBoth(world, 'p-7');
    await give(world, idOf('NC-1'), 'p-7', 'manager');
    await give(world, dorsetTaskId('DP-3'), 'p-7', 'dorsetManager');
    const path = '/api/v1/tasks?practitioner=p-7';
    const authoritys = parseTasks(await world.ask(path, { as: 'manager' })).items;
    expect(authoritys).toMatchObject([{ taskId: idOf('NC-1'), practitioner: 'p-7' }]);
    expect(parseTasks(await world.ask(path, { as: 'auditor' })).items).toHaveLength(2);
    expect(await listed(world, '/api/v1/tasks?practitioner=p-8')).toEqual([]);
    expect(await listed(world, `${path}&team=norfolk-coast`)).toEqual([]);
  });
});

describe('One task', () => {
  it('Reads as it does in the list, and moves its due time with a corrected return', async () => {
    const world = createWebWorld();
    await world.receive(...backFor('NC-1', 5 * HOUR_MS));
    const corrected = { returnedAt: addMs(NOW, -4 * HOUR_MS) };
    await world.receive(
      withReference(
        'NC-1',
        buildReturned({ id: 'corrected', time: '2026-11-21T08:59:00Z', data: corrected }),
      ),
    );
    const task = parseTask(await world.ask(`/api/v1/tasks/${idOf('NC-1')}`));
    expect(task).toMatchObject({
      dueAt: addMs(NOW, LIMIT_MS - 4 * HOUR_MS),
      dueVersion: 2,
      clock: { state: 'running', elapsedMs: 4 * HOUR_MS },
    });
    expect(parseTasks(await world.ask('/api/v1/tasks')).items).toEqual([task]);
  });

  it('Does not exist before the child is found or returned', async () => {
    const world = createWebWorld();
    await world.receive(withReference('NC-1', buildReported()));
    expect(parseProblem(await world.ask(`/api/v1/tasks/${idOf('NC-1')}`)).status).toBe(404);
  });

  it("Is not found under its episode's id", async () => {
    const world = createWebWorld();
    await world.receive(...foundOnly('NC-1'));
    const path = `/api/v1/tasks/${makeEpisodeId(NORFOLK_FORCE, 'NC-1')}`;
    expect(parseProblem(await world.ask(path)).status).toBe(404);
  });
});
