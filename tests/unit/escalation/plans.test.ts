import { describe, expect, it } from 'vitest';
import { acknowledgeEscalation } from '../../../shared/escalation/acknowledge-escalation.ts';
import { renewPlan } from '../../../shared/escalation/renew-plan.ts';
import { readTask } from '../../../shared/episodes/read-task.ts';
import { toEpisodeId } from '../../../shared/episodes/episode.ts';
import { addMs, DAY_MS, type Instant, MINUTE_MS } from '../../../shared/kernel/instant.ts';
import { createAlertWorld, type AlertWorld } from '../../support/alert-world.ts';
import { at, buildCancelledFact, buildFoundFact, buildReturnedFact } from '../../support/facts.ts';
import { readProblem, readRefusal, readValue } from '../../support/results.ts';
import { buildCaller } from '../../support/work-world.ts';

/** Saturday: the task is due at 8am. */
const NOW = at('2026-11-14T12:00Z');
const MANAGER = buildCaller('m-1');
const LATER = at('2026-11-14T08:01Z');

const readRaised = async ({ ports }: AlertWorld, taskId: string) => {
  const stored = await ports.episodes.readState(toEpisodeId(taskId));
  return stored?.raised ?? [];
};

const findEscalation = async (world: AlertWorld, taskId: string, level: string) => {
  const found = (await readRaised(world, taskId)).findLast((one) => one.level === level);
  if (found === undefined) throw new Error('It was not raised.');
  return found.escalationId;
};

const acknowledge = async (
  world: AlertWorld,
  taskId: string,
  planDate: string,
  { level = 'breach', by = MANAGER, now = NOW } = {},
) => {
  const escalationId = await findEscalation(world, taskId, level);
  const body = { key: `key-at-${now}`, note: 'We visit.', planDate };
  return acknowledgeEscalation(world.ports, { escalationId, body }, by, now);
};

const renew = async (
  world: AlertWorld,
  taskId: string,
  planDate: string,
  now: Instant,
  by = MANAGER,
) => {
  const escalationId = await findEscalation(world, taskId, 'breach');
  const body = { key: `renewed-at-${now}`, planDate, reason: 'The family is away.' };
  return renewPlan(world.ports, { escalationId, body }, by, now);
};

/** A task that passed its deadline, with the breach raised and read. */
const createLateTask = async () => {
  const world = createAlertWorld();
  const { taskId } = await world.addTask();
  await world.sweepAt(LATER);
  for (const person of ['p-1', 'm-1']) await world.readEmails(person, LATER);
  return { world, taskId };
};

/** Sweeps at the time, and gives what each of these people reads then. */
const readAt = async (world: AlertWorld, now: Instant, people: readonly string[]) => {
  await world.sweepAt(now);
  const morning = addMs(now, 8 * 60 * MINUTE_MS);
  const read: (readonly string[])[] = [];
  for (const person of people) read.push(await world.readEmails(person, morning));
  return read;
};

const listToAcknowledge = async ({ stores }: AlertWorld): Promise<readonly string[]> => {
  const query = { authorities: ['E10000020'], acknowledged: false, after: null, limit: 100 };
  const { items } = await stores.episodes.listEscalations(query);
  return items.map(({ level }) => level);
};

describe('the day that is planned for an escalation', () => {
  it('is at most five working days ahead', async () => {
    const { world, taskId } = await createLateTask();
    expect(readProblem(await acknowledge(world, taskId, '2026-11-21'))).toBe(
      'plan-too-far-ahead /planDate Enter a day within 5 working days: Friday 20 November at the latest. You can renew the plan then.',
    );
    readValue(await acknowledge(world, taskId, '2026-11-20'));
  });

  it('leads to a message when it ends without an outcome: to whoever acknowledged, and to the role above', async () => {
    const { world, taskId } = await createLateTask();
    readValue(await acknowledge(world, taskId, '2026-11-16'));
    const [before] = await readAt(world, at('2026-11-16T23:59Z'), ['m-1']);
    expect(before).toEqual([]);
    const read = await readAt(world, at('2026-11-17T00:01Z'), ['m-1', 'h-1', 'd-1', 'm-2']);
    const [manager = [], head = [], director = [], other = []] = read;
    expect(manager[0]).toContain('Planned day has passed: RHI-');
    expect(manager[0]).toContain(
      'The day that was planned for a return home interview has passed. No outcome is recorded.',
    );
    expect(manager[0]).toContain('Please acknowledge it in Homeward and enter a new plan');
    expect(head[0]).toContain('Planned day has passed: RHI-');
    expect([manager.length, head.length, director, other]).toEqual([1, 1, [], []]);
    expect(await listToAcknowledge(world)).toEqual(['plan-passed']);
  });

  it('leads to none when the interview was held', async () => {
    const { world, taskId } = await createLateTask();
    readValue(await acknowledge(world, taskId, '2026-11-16'));
    await world.decline(taskId, at('2026-11-16T10:00Z'));
    const [manager] = await readAt(world, at('2026-11-17T00:01Z'), ['m-1']);
    expect(manager).toEqual([]);
  });

  it('lets the climb go on when it has passed: five days late the director hears of it', async () => {
    const { world, taskId } = await createLateTask();
    readValue(await acknowledge(world, taskId, '2026-11-16'));
    await readAt(world, at('2026-11-17T00:01Z'), ['m-1', 'h-1', 'd-1']);
    const [director = []] = await readAt(world, at('2026-11-19T08:01Z'), ['d-1']);
    expect(director[0]).toContain('5 days');
  });

  it('can be planned again when it has passed, which keeps the director from hearing of it', async () => {
    const { world, taskId } = await createLateTask();
    readValue(await acknowledge(world, taskId, '2026-11-16'));
    await readAt(world, at('2026-11-17T00:01Z'), ['m-1', 'h-1']);
    const head = buildCaller('h-1');
    const now = at('2026-11-17T09:00Z');
    const again = { level: 'plan-passed', by: head, now };
    readValue(await acknowledge(world, taskId, '2026-11-20', again));
    expect(await readAt(world, at('2026-11-20T22:00Z'), ['d-1'])).toEqual([[]]);
    const [hears = [], director = []] = await readAt(world, at('2026-11-21T00:01Z'), [
      'h-1',
      'd-1',
    ]);
    expect(hears[0]).toContain('Planned day has passed: RHI-');
    expect(director[0]).toContain('Planned day has passed: RHI-');
  });
});

describe('a plan that is renewed', () => {
  it('holds the climb back until its new day, with the reason in the history', async () => {
    const { world, taskId } = await createLateTask();
    readValue(await acknowledge(world, taskId, '2026-11-16'));
    const { task } = readValue(await renew(world, taskId, '2026-11-19', at('2026-11-16T16:00Z')));
    expect(task?.raised.at(-1)?.acknowledged).toMatchObject({
      by: 'm-1',
      planDate: '2026-11-16',
      renewals: [{ by: 'm-1', at: at('2026-11-16T16:00Z'), planDate: '2026-11-19' }],
    });
    const people = ['m-1', 'h-1', 'd-1'];
    expect(await readAt(world, at('2026-11-19T23:00Z'), people)).toEqual([[], [], []]);
    const [manager = []] = await readAt(world, at('2026-11-20T00:01Z'), people);
    expect(manager[0]).toContain('Planned day has passed: RHI-');
    const { history } = readValue(await readTask(world.ports, taskId, {}, MANAGER, NOW));
    expect(history).toContainEqual(
      expect.objectContaining({
        action: expect.objectContaining({
          kind: 'plan-renewal',
          planDate: '2026-11-19',
          texts: { reason: 'The family is away.' },
        }) as unknown,
      }),
    );
  });

  it('is told to whoever has the task', async () => {
    const { world, taskId } = await createLateTask();
    readValue(await acknowledge(world, taskId, '2026-11-16'));
    await world.readEmails('p-1', NOW);
    const now = at('2026-11-16T16:00Z');
    readValue(await renew(world, taskId, '2026-11-19', now));
    expect((await world.readEmails('p-1', now))[0]).toContain('Plan: by Thursday 19 November');
  });

  it('does not undo what was raised when its first day had passed', async () => {
    const { world, taskId } = await createLateTask();
    readValue(await acknowledge(world, taskId, '2026-11-16'));
    readValue(await renew(world, taskId, '2026-11-18', at('2026-11-17T09:00Z')));
    const [manager = []] = await readAt(world, at('2026-11-17T09:01Z'), ['m-1']);
    expect(manager[0]).toContain('Planned day has passed: RHI-');
  });

  it('can be an earlier day, which then counts', async () => {
    const { world, taskId } = await createLateTask();
    readValue(await acknowledge(world, taskId, '2026-11-20'));
    readValue(await renew(world, taskId, '2026-11-15', addMs(NOW, MINUTE_MS)));
    const [manager = []] = await readAt(world, at('2026-11-16T00:01Z'), ['m-1']);
    expect(manager[0]).toContain('Planned day has passed: RHI-');
  });

  it('needs a plan, another day within the limit, and somebody who may acknowledge', async () => {
    const { world, taskId } = await createLateTask();
    const tried = async (planDate: string, by = MANAGER) =>
      readRefusal(await renew(world, taskId, planDate, NOW, by));
    expect(await tried('2026-11-16')).toBe('not-acknowledged ');
    readValue(await acknowledge(world, taskId, '2026-11-16'));
    expect(await tried('2026-11-16')).toBe('plan-unchanged /planDate');
    expect(await tried('2026-11-21')).toBe('plan-too-far-ahead /planDate');
    expect(await tried('2026-11-13')).toBe('day-in-the-past /planDate');
    expect(await tried('2026-11-17', buildCaller('m-2'))).toBe('not-your-role');
  });
});

describe('an escalation of which nothing is left to acknowledge', () => {
  const tryToAcknowledge = async (world: AlertWorld, taskId: string) =>
    readProblem(await acknowledge(world, taskId, '2026-11-16'));
  const CLOSED =
    'escalation-closed  There is nothing left to acknowledge: the task is closed, or was escalated again since. Look at the task.';

  it('is closed with a task that is completed late', async () => {
    const { world, taskId } = await createLateTask();
    expect(await listToAcknowledge(world)).toEqual(['breach']);
    await world.decline(taskId, at('2026-11-14T10:00Z'));
    expect(await listToAcknowledge(world)).toEqual([]);
    expect(await tryToAcknowledge(world, taskId)).toBe(CLOSED);
  });

  it('is closed when police cancel, and raised again when the task is open again', async () => {
    const { world, taskId } = await createLateTask();
    const about = { reference: 'NC-2026-000001' };
    const cancelled = { ...about, id: 'cancelled', time: '2026-11-14T10:00Z' };
    await world.receiveFacts(buildCancelledFact({}, cancelled));
    expect(await listToAcknowledge(world)).toEqual([]);
    const found = { ...about, id: 'found-2', time: '2026-11-14T11:00Z' };
    await world.receiveFacts(buildFoundFact({}, found));
    await world.sweepAt(at('2026-11-14T11:01Z'));
    expect(await listToAcknowledge(world)).toEqual(['breach']);
    readValue(await acknowledge(world, taskId, '2026-11-16'));
  });

  it('is closed when police correct the return so that the task is not late', async () => {
    const { world } = await createLateTask();
    const about = { reference: 'NC-2026-000001', id: 'corrected', time: '2026-11-14T10:00Z' };
    await world.receiveFacts(buildReturnedFact({ returnedAt: at('2026-11-12T08:00Z') }, about));
    expect(await listToAcknowledge(world)).toEqual([]);
  });
});

describe('a child who was found and is not known to be home', () => {
  const createFoundTask = async () => {
    const world = createAlertWorld();
    const about = { reference: 'NC-9', time: '2026-11-11T06:10:00Z' };
    await world.receiveFacts(buildFoundFact({ foundAt: at('2026-11-11T06:00Z') }, about));
    const { items } = await world.ports.episodes.listTasks({
      of: { teams: [{ authority: 'E10000020', team: null }] },
      state: 'open',
      now: NOW,
      after: null,
      limit: 10,
    });
    const taskId = items[0]?.episode.task?.taskId ?? '';
    await world.give(taskId, 'p-1', at('2026-11-11T06:20Z'));
    return { world, taskId };
  };

  it('is with the practitioner every day and with the manager every week, until somebody has a plan', async () => {
    const { world, taskId } = await createFoundTask();
    await world.readEmails('p-1', at('2026-11-11T06:30Z'));
    await world.readEmails('p-1', at('2026-11-11T07:00Z'));
    for (let day = 0; day < 9; day += 1)
      await readAt(world, addMs(at('2026-11-11T10:01Z'), day * DAY_MS), ['p-1', 'm-1']);
    const sent = (person: string, template: string) =>
      world.listSent().filter((one) => one === `${person}@council.example ${template}`).length;
    expect(sent('p-1', 'return-unconfirmed')).toBe(9);
    expect(sent('m-1', 'return-still-unconfirmed')).toBe(1);
    expect(await listToAcknowledge(world)).toEqual(['return-unconfirmed-48h']);
    const now = at('2026-11-19T12:00Z');
    const held = { level: 'return-unconfirmed-48h', now };
    readValue(await acknowledge(world, taskId, '2026-11-23', held));
    const quiet = await readAt(world, at('2026-11-23T12:00Z'), ['p-1', 'm-1']);
    expect(quiet.flat().filter((email) => !email.includes('Plan: by'))).toEqual([]);
    const [practitioner = [], manager = []] = await readAt(world, at('2026-11-24T00:01Z'), [
      'p-1',
      'm-1',
    ]);
    expect(practitioner[0]).toContain('Return not confirmed: RHI-');
    expect(manager[0]).toContain('Return still not confirmed: RHI-');
  });

  it('has one escalation to acknowledge, however many weeks it lasts', async () => {
    const { world } = await createFoundTask();
    for (const week of [3, 10, 17, 24, 31])
      await world.sweepAt(addMs(at('2026-11-11T06:01Z'), week * DAY_MS));
    expect(await listToAcknowledge(world)).toEqual(['return-unconfirmed-48h']);
    const { raised } = await world.read('NC-9');
    expect(raised.map(({ level }) => level).sort()).toEqual([
      'return-unconfirmed',
      'return-unconfirmed-24h',
      'return-unconfirmed-48h',
    ]);
  });

  it('is no longer with anybody when the return is confirmed', async () => {
    const { world } = await createFoundTask();
    await world.sweepAt(at('2026-11-13T07:00Z'));
    expect(await listToAcknowledge(world)).toEqual(['return-unconfirmed-48h']);
    const about = { reference: 'NC-9', id: 'home', time: '2026-11-13T08:00Z' };
    await world.receiveFacts(buildReturnedFact({ returnedAt: at('2026-11-13T07:30Z') }, about));
    expect(await listToAcknowledge(world)).toEqual([]);
  });
});
