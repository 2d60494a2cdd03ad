import { beforeEach, describe, expect, it } from 'vitest';
import { taskCountsSchema } from '../../../shared/episodes/count-tasks.ts';
import { TASK_FILTERS } from '../../../shared/episodes/task-filters.ts';
import { formatTaskReference } from '../../../shared/episodes/task.ts';
import { addMs, HOUR_MS } from '../../../shared/kernel/instant.ts';
import { createPractitioner } from '../../../shared/directory/staff-store.ts';
import { buildStaffMember } from '../../support/directory.ts';
import {
  buildFound,
  buildReported,
  buildReturned,
  CHILD,
  NORFOLK,
} from '../../support/messages.ts';
import { parseProblem, parseTask, parseTasks } from '../../support/reply-shapes.ts';
import { norfolkTaskId, readTaskVersion, sendOn, withReference } from '../../support/web-tasks.ts';
import { createWebWorld, NOW, type WebWorld } from '../../support/web-world.ts';

const REPORTED_AT = '2026-11-10T20:00:00Z';

interface Home {
  readonly reference: string;
  /** Since when at home, in hours at `NOW`; null: found, and the return is not confirmed. */
  readonly hours: number | null;
  readonly child?: Readonly<Record<string, unknown>>;
  readonly data?: Readonly<Record<string, unknown>>;
}

const comesHome = ({ reference, hours, child = {}, data = {} }: Home) => {
  const described = { ...CHILD, authorityChildId: `child-of-${reference}`, ...child };
  const reported = buildReported({ data: { reportedAt: REPORTED_AT, child: described, ...data } });
  const after =
    hours === null
      ? buildFound()
      : buildReturned({ data: { returnedAt: addMs(NOW, -hours * HOUR_MS) } });
  return [withReference(reference, reported), withReference(reference, after)];
};

/** At `NOW`, 10am on Saturday 21 November: one late, one due today, one due on Tuesday, one without a clock. */
const LATE = { reference: 'NC-1', hours: 80 };
const TODAY = { reference: 'NC-2', hours: 65 };
const TUESDAY = { reference: 'NC-3', hours: 1 };
const NO_CLOCK = { reference: 'NC-4', hours: null };
const ALL = [LATE, TODAY, TUESDAY, NO_CLOCK];

const NAMES = new Map(ALL.map(({ reference }) => [norfolkTaskId(reference), reference]));

/** Stored past the API, which would try the unallocated tasks again. */
const employ = async ({ stores }: WebWorld): Promise<void> => {
  for (const member of [
    buildStaffMember('p-1', { teams: ['norfolk-norwich'] }),
    buildStaffMember('m-1', { role: 'team-manager', teams: ['norfolk-norwich'] }),
  ])
    await stores.staff.put({ ...createPractitioner(NORFOLK, member), version: 0 });
};

let world: WebWorld;
beforeEach(async () => {
  world = createWebWorld();
  await world.receive(...ALL.flatMap(comesHome));
});

const list = async (query: string) => parseTasks(await world.ask(`/api/v1/tasks?${query}`)).items;
const listNames = async (query: string) =>
  (await list(query)).map(({ taskId }) => NAMES.get(taskId) ?? taskId);
const count = async (query = '') =>
  taskCountsSchema.parse((await world.ask(`/api/v1/tasks/counts?${query}`)).body);

describe('A worklist that is narrowed', () => {
  beforeEach(async () => {
    await employ(world);
    const take = { practitioner: 'p-1' };
    await sendOn(world, norfolkTaskId('NC-2'), 'allocate', take);
    const booked = { status: 'booked', at: '2026-11-21T15:00:00Z' };
    await sendOn(world, norfolkTaskId('NC-2'), 'bookings', booked);
    await world.sweepAt(NOW);
  });

  it.each([
    { only: 'late', names: ['NC-1'] },
    { only: 'due-today', names: ['NC-2'] },
    { only: 'no-clock', names: ['NC-4'] },
    { only: 'unallocated', names: ['NC-1', 'NC-4', 'NC-3'] },
    { only: 'no-appointment', names: ['NC-1', 'NC-4', 'NC-3'] },
    { only: 'mine', names: ['NC-2'] },
  ])('to $only shows $names', async ({ only, names }) => {
    expect(await listNames(`only=${only}`)).toEqual(names);
  });

  it('to what is escalated shows those of which a level is to be acknowledged, until it is', async () => {
    const before = await listNames('only=escalated');
    expect(before).toContain('NC-1');
    const { raised } = parseTask(await world.ask(`/api/v1/tasks/${norfolkTaskId('NC-1')}`));
    for (const { escalationId } of raised) {
      await world.ask(`/api/v1/escalations/${escalationId}/acknowledge`, {
        method: 'POST',
        as: 'manager',
        send: {
          key: `key-of-${escalationId}`.slice(0, 100),
          note: 'A visit is arranged.',
          planDate: '2026-11-23',
        },
      });
    }
    expect(await listNames('only=escalated')).toEqual(before.filter((name) => name !== 'NC-1'));
  });

  it('is as long as the counts say', async () => {
    const counts = await count();
    expect(counts.all).toBe(ALL.length);
    for (const only of TASK_FILTERS)
      expect([only, (await list(`only=${only}`)).length]).toEqual([only, counts.only[only]]);
    expect((await count('team=norfolk-coast')).all).toBe(0);
    expect((await count('practitioner=p-1')).all).toBe(1);
  });

  it('is read on until something passes, page by page, and nothing is shown twice', async () => {
    const seen: (string | undefined)[] = [];
    let cursor = '';
    do {
      const page = parseTasks(
        await world.ask(`/api/v1/tasks?only=unallocated&limit=1&cursor=${cursor}`),
      );
      seen.push(...page.items.map(({ taskId }) => NAMES.get(taskId)));
      cursor = page.cursor ?? '';
    } while (cursor !== '');
    expect(seen).toEqual(['NC-1', 'NC-4', 'NC-3']);
  });

  it('to something that does not exist is refused', async () => {
    expect(parseProblem(await world.ask('/api/v1/tasks?only=nice')).status).toBe(400);
  });
});

describe('Tasks by reference and by child', () => {
  it('are found by the reference that messages have, whatever state they are in', async () => {
    const taskId = norfolkTaskId('NC-3');
    const reference = formatTaskReference(taskId);
    expect(await listNames(`reference=${reference}`)).toEqual(['NC-3']);
    await employ(world);
    const noted = { outcome: 'declined', reason: 'no-reason-given', parentOffered: false };
    await sendOn(world, taskId, 'outcome', noted);
    const [found] = await list(`reference=${reference}`);
    expect(found).toMatchObject({ taskId, reference, state: 'closed' });
    expect(await listNames(`reference=${reference}&state=open`)).toEqual([]);
    expect(await listNames('reference=RHI-0000-0000')).toEqual([]);
    expect(parseProblem(await world.ask('/api/v1/tasks?reference=NC-3')).status).toBe(400);
  });

  it('are not found by people of another authority', async () => {
    const reference = formatTaskReference(norfolkTaskId('NC-3'));
    const reply = await world.ask(`/api/v1/tasks?reference=${reference}`, { as: 'dorsetManager' });
    expect(parseTasks(reply).items).toEqual([]);
  });

  it('of one child are shown together, by deadline', async () => {
    const later = { reference: 'NC-9', hours: 2, child: { authorityChildId: 'child-of-NC-2' } };
    const data = { reportedAt: addMs(NOW, -3 * HOUR_MS) };
    await world.receive(...comesHome({ ...later, data }));
    const [first] = await list(`reference=${formatTaskReference(norfolkTaskId('NC-2'))}`);
    const tasks = await list(`child=${first?.childId}`);
    expect(tasks.map(({ taskId }) => taskId)).toEqual(['NC-2', 'NC-9'].map(norfolkTaskId));
  });
});

describe('What a list says of a child', () => {
  const readOnly = async (home: Home) => {
    const other = createWebWorld();
    await other.receive(...comesHome(home));
    const [task] = parseTasks(await other.ask('/api/v1/tasks')).items;
    return task;
  };

  it('is initials and age, never the name', async () => {
    const task = await readOnly({
      reference: 'NC-5',
      hours: 1,
      child: { givenName: 'Éloïse', familyName: 'van Dam', dateOfBirth: '2011-11-22' },
      data: { riskLevel: 'high', lookedAfter: true },
    });
    expect(task).toMatchObject({
      initials: 'ÉV',
      age: 14,
      turns18On: null,
      riskLevel: 'high',
      lookedAfter: true,
    });
    expect(JSON.stringify(task)).not.toMatch(/loïse|Dam/);
  });

  it('is the age by the estimate, and nothing where nothing is known', async () => {
    const estimated = { dateOfBirth: undefined, ageEstimate: 13 };
    expect(await readOnly({ reference: 'NC-5', hours: 1, child: estimated })).toMatchObject({
      age: 13,
    });
    const unnamed = { givenName: undefined, familyName: undefined, dateOfBirth: undefined };
    expect(await readOnly({ reference: 'NC-5', hours: 1, child: unnamed })).toMatchObject({
      initials: null,
      age: null,
    });
  });

  it('is the day of the eighteenth birthday when that is not after the deadline', async () => {
    const onDeadline = { dateOfBirth: '2008-11-24' };
    const after = { dateOfBirth: '2008-11-25' };
    expect(await readOnly({ reference: 'NC-5', hours: 1, child: onDeadline })).toMatchObject({
      age: 17,
      turns18On: '2026-11-24',
    });
    expect(await readOnly({ reference: 'NC-5', hours: 1, child: after })).toMatchObject({
      turns18On: null,
    });
  });

  it('is that they are missing again, until they are home', async () => {
    const taskId = norfolkTaskId('NC-2');
    const readAgain = async () => [
      parseTask(await world.ask(`/api/v1/tasks/${taskId}`)),
      ...(await list('')).filter((task) => task.taskId === taskId),
    ];
    const child = { ...CHILD, authorityChildId: 'child-of-NC-2' };
    const reportedAt = addMs(NOW, -3 * HOUR_MS);
    expect(await readAgain()).toMatchObject([{ missingAgain: false }, { missingAgain: false }]);
    await world.receive(withReference('NC-9', buildReported({ data: { reportedAt, child } })));
    expect(await readAgain()).toMatchObject([{ missingAgain: true }, { missingAgain: true }]);
    const home = buildReturned({ data: { returnedAt: addMs(NOW, -2 * HOUR_MS) } });
    await world.receive(withReference('NC-9', home));
    expect(await readAgain()).toMatchObject([{ missingAgain: false }, { missingAgain: false }]);
  });
});

describe('A child who may be another', () => {
  it('is marked in the list and with the task, until somebody has said whether it is the same', async () => {
    const other = createWebWorld();
    const named = { authorityChildId: undefined };
    await other.receive(
      ...comesHome({ reference: 'NC-1', hours: 3 }),
      ...comesHome({ reference: 'NC-2', hours: 2, child: named }),
      ...comesHome({ reference: 'NC-3', hours: 1, child: { givenName: 'Alex' } }),
    );
    const readMarks = async () => {
      const { items } = parseTasks(await other.ask('/api/v1/tasks', { as: 'manager' }));
      const { unconfirmedMatch } = parseTask(
        await other.ask(`/api/v1/tasks/${norfolkTaskId('NC-1')}`, { as: 'manager' }),
      );
      return [items.map((task) => task.unconfirmedMatch), unconfirmedMatch];
    };
    expect(await readMarks()).toEqual([[true, true, false], true]);
    const { items } = parseTasks(await other.ask('/api/v1/tasks', { as: 'manager' }));
    const matchId = items
      .slice(0, 2)
      .map(({ childId }) => String(childId))
      .sort()
      .join('.');
    const send = { key: 'key-of-decision', decision: 'different', reason: 'Twins.' };
    const path = `/api/v1/children/matches/${matchId}`;
    expect((await other.ask(path, { method: 'POST', as: 'manager', send })).status).toBe(201);
    expect(await readMarks()).toEqual([[false, false, false], false]);
  });
});

describe('A note and an attempt', () => {
  it('are accepted by a form that was opened before the task changed, and the latest attempt is shown', async () => {
    const taskId = norfolkTaskId('NC-3');
    const old = await readTaskVersion(world, taskId);
    await employ(world);
    await sendOn(world, taskId, 'allocate', { practitioner: 'p-1' });
    const at = (minutes: number) => addMs(NOW, minutes * 60_000);
    const tried = { channel: 'phone', taskVersion: old };
    for (const [minutes, result] of [
      [-10, 'spoke-to-parent-or-carer'],
      [-20, 'no-answer'],
    ] as const) {
      const key = `key-of-attempt-${result}`;
      const body = { ...tried, key, result, happenedAt: at(minutes) };
      expect((await sendOn(world, taskId, 'attempts', body)).status).toBe(201);
    }
    const note = { note: 'Ring the side door.', taskVersion: old };
    expect((await sendOn(world, taskId, 'notes', note)).status).toBe(201);
    const { body } = await world.ask(`/api/v1/tasks/${taskId}`);
    expect(body).toMatchObject({
      lastAttempt: { at: at(-10), channel: 'phone', result: 'spoke-to-parent-or-carer' },
    });
    expect(body).toHaveProperty('actions.3.texts', { note: 'Ring the side door.' });
  });

  it('a note changes nothing that another form would have to know', async () => {
    const taskId = norfolkTaskId('NC-3');
    const before = await readTaskVersion(world, taskId);
    await employ(world);
    await sendOn(world, taskId, 'notes', { note: 'The gate is locked at night.' });
    expect(await readTaskVersion(world, taskId)).toBe(before);
  });
});
