import { describe, expect, it } from 'vitest';
import type { AcknowledgementBody } from '../../../shared/escalation/acknowledge-escalation.ts';
import { DEFAULT_SETTINGS } from '../../../shared/directory/settings.ts';
import { acknowledgeEscalation } from '../../../shared/escalation/acknowledge-escalation.ts';
import { allocateTask } from '../../../shared/casework/allocate-task.ts';
import type { Fact } from '../../../shared/episodes/fact.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { at, buildReportedFact, buildReturnedFact } from '../../support/facts.ts';
import {
  buildCaller,
  createWorkWorld,
  buildReturnFacts,
  makeTaskId,
  WORK_PEOPLE,
  type WorkOptions,
  type WorkWorld,
} from '../../support/work-world.ts';
import { readValue, readRefusal } from '../../support/results.ts';
import type { Caller } from '../../../shared/access/caller.ts';
import { listDueLevels } from '../../../shared/episodes/rules/ladder.ts';

const TASK = makeTaskId('NC-1');
const MANAGER = buildCaller('m-norwich');
const NOW = at('2026-11-14T12:00Z');

/** When a sweep raises a level of a task that is due on the 14th at 08:00. */
const RAISED_AT = {
  'due-soon': [at('2026-11-14T04:01Z')],
  breach: [at('2026-11-14T08:01Z')],
  'breach-unacknowledged': [at('2026-11-14T08:01Z'), at('2026-11-14T20:01Z')],
};
type Level = keyof typeof RAISED_AT;

interface Setting extends WorkOptions {
  readonly facts?: readonly Fact[];
  readonly sweeps?: readonly Instant[];
}

/** A task of which this level was raised, and what went before it. */
const worldWith = async (level: Level, { facts, sweeps, ...options }: Setting = {}) => {
  const world = createWorkWorld(options);
  await world.receiveFacts(facts ?? buildReturnFacts('NC-1'));
  for (const now of sweeps ?? RAISED_AT[level]) await world.sweepAt(now);
  const { raised } = await world.read('NC-1');
  const found = raised.find((one) => one.level === level);
  if (found === undefined) throw new Error('It was not raised.');
  return { ...world, escalationId: found.escalationId };
};

const send = (
  world: WorkWorld & { readonly escalationId: string },
  caller: Caller = MANAGER,
  about: Partial<AcknowledgementBody> = {},
  now = NOW,
) => {
  const body = { key: 'key-of-1', note: 'Visit on Monday.', planDate: '2026-11-16', ...about };
  const { ports, escalationId } = world;
  return acknowledgeEscalation(ports, { escalationId, body }, caller, now);
};

const allocate = async ({ ports, versionOf }: WorkWorld, practitioner: string) => {
  const taskVersion = await versionOf('NC-1');
  const body = { key: 'key-of-allocation', taskVersion, practitioner, reason: 'Knows the child.' };
  readValue(await allocateTask(ports, { taskId: TASK, body }, MANAGER, at('2026-11-14T11:00Z')));
};

const acknowledgedTo = async ({ alertsOf }: WorkWorld, recipient: string) =>
  (await alertsOf(recipient)).filter(({ kind }) => kind === 'acknowledged');

describe('an acknowledged escalation', () => {
  it('is itself in the history, with who, the note and the day that is planned', async () => {
    const world = await worldWith('breach');
    const { task } = readValue(await send(world));
    const acknowledged = { by: 'm-norwich', at: NOW, planDate: '2026-11-16', renewals: [] };
    expect(task?.raised.filter((one) => one.acknowledged !== null)).toMatchObject([
      { escalationId: world.escalationId, acknowledged },
    ]);
    const { history } = await world.detail('NC-1');
    expect(history.at(-1)).toMatchObject({
      source: 'person',
      action: {
        kind: 'acknowledgement',
        level: 'breach',
        by: 'm-norwich',
        texts: { note: 'Visit on Monday.' },
      },
    });
    const listed = await world.stores.episodes.listEscalations({
      authorities: ['E10000020'],
      acknowledged: true,
      after: null,
      limit: 10,
    });
    expect(listed.items).toMatchObject([{ acknowledged, notified: ['m-norwich'] }]);
  });

  it('climbs no further before the planned day is over, and goes on then', async () => {
    const world = await worldWith('breach');
    const climbed = async (now: string) => {
      const { episode, raised } = await world.read('NC-1');
      const due = listDueLevels(episode, raised, DEFAULT_SETTINGS, at(now));
      return due.map(({ level }) => level).filter((level) => level.startsWith('breach'));
    };
    const days = ['2026-11-16T23:59Z', '2026-11-24T08:00Z'];
    expect(await Promise.all(days.map(climbed))).toEqual([
      ['breach-unacknowledged', 'breach-48h'],
      ['breach-unacknowledged', 'breach-48h', 'breach-5d'],
    ]);
    readValue(await send(world));
    expect(await Promise.all(days.map(climbed))).toEqual([[], ['breach-48h', 'breach-5d']]);
  });

  it('leaves the task as a worker sees it: forms that are being filled in stay good', async () => {
    const world = await worldWith('breach');
    const before = await world.versionOf('NC-1');
    readValue(await send(world));
    expect(await world.versionOf('NC-1')).toBe(before);
  });

  it('notifies the practitioner of the task, once', async () => {
    const world = await worldWith('breach');
    await allocate(world, 'p-1');
    readValue(await send(world));
    readValue(await send(world));
    expect(await acknowledgedTo(world, 'p-1')).toMatchObject([
      {
        kind: 'acknowledged',
        taskId: TASK,
        planDate: '2026-11-16',
        sendAt: NOW,
        wakesSender: true,
      },
    ]);
  });

  it('at night notifies when the quiet hours end', async () => {
    const world = await worldWith('breach');
    await allocate(world, 'p-1');
    readValue(await send(world, MANAGER, {}, at('2026-11-14T22:00Z')));
    expect(await acknowledgedTo(world, 'p-1')).toMatchObject([
      { sendAt: at('2026-11-15T07:00Z'), wakesSender: false },
    ]);
  });

  it('repeats the same result, and accepts no second acknowledgement', async () => {
    const world = await worldWith('breach');
    const first = readValue(await send(world));
    expect(readValue(await send(world)).actionId).toBe(first.actionId);
    expect(readRefusal(await send(world, buildCaller('head'), { key: 'key-of-2' }))).toBe(
      'already-acknowledged ',
    );
    expect(readRefusal(await send(world, MANAGER, { note: 'Other.' }))).toBe('key-reused');
    expect((await world.detail('NC-1')).actions).toHaveLength(1);
  });

  it('of a level that only notifies does not exist', async () => {
    const world = await worldWith('due-soon');
    expect(readRefusal(await send(world))).toBe('nothing-to-acknowledge ');
  });

  it('that was never raised is not found', async () => {
    const world = await worldWith('breach');
    const escalationId = world.escalationId.replace('breach', 'breach-48h');
    expect(readRefusal(await send({ ...world, escalationId }))).toBe('not-found');
  });
});

describe('who may acknowledge', () => {
  it.each([
    ['breach', 'm-norwich', 'answered'],
    ['breach', 'head', 'answered'],
    ['breach', 'm-broadland', 'not-your-role'],
    ['breach', 'p-1', 'not-your-role'],
    ['breach', 'nobody', 'not-your-role'],
    ['breach-unacknowledged', 'm-norwich', 'not-your-role'],
    ['breach-unacknowledged', 'head', 'answered'],
  ] as const)('%s, by %s: %s', async (level, subject, result) => {
    const world = await worldWith(level);
    const now = at('2026-11-15T12:00Z');
    expect(readRefusal(await send(world, buildCaller(subject), {}, now))).toBe(result);
  });

  it('any team manager of the authority, when the task has no team', async () => {
    const [reported, ...rest] = buildReturnFacts('NC-1');
    if (reported?.kind !== 'reported') throw new Error('Told first is the report.');
    const data = { ...reported.data, missingFrom: { kind: 'home' as const } };
    const world = await worldWith('breach', { facts: [{ ...reported, data }, ...rest] });
    expect((await world.read('NC-1')).episode.task?.team).toBeNull();
    expect(readRefusal(await send(world, buildCaller('m-broadland')))).toBe('answered');
  });

  it('anyone notified, such as managers of other teams for a team that has none', async () => {
    const people = WORK_PEOPLE.filter(({ practitionerId }) => practitionerId !== 'm-norwich');
    const world = await worldWith('breach', { people });
    expect(readRefusal(await send(world, buildCaller('m-broadland')))).toBe('answered');
  });

  it('no one who left', async () => {
    const world = await worldWith('breach');
    const { practitioners } = await world.stores.staff.read('E10000020', [
      ...(world.ports.directory.authorities[0]?.people ?? []),
    ]);
    const manager = practitioners.find(({ practitionerId }) => practitionerId === 'm-norwich');
    if (manager === undefined) throw new Error('There is no such manager.');
    expect(await world.stores.staff.put({ ...manager, inactive: true })).toBe('written');
    expect(readRefusal(await send(world))).toBe('not-your-role');
  });

  it('no one of another authority, who does not even find it', async () => {
    const dorset = buildCaller('m-2', { authorities: ['E06000059'] });
    expect(readRefusal(await send(await worldWith('breach'), dorset))).toBe('not-found');
  });
});

describe('the day that is planned', () => {
  /** 23:30 UTC on 24 October 2026 is 00:30 of the 25th in London: summer time. */
  const LATE_EVENING = at('2026-10-24T23:30Z');

  it.each([
    ['2026-10-24', 'day-in-the-past /planDate'],
    ['2026-10-25', 'answered'],
  ])('%s, received on the 25th in London: %s', async (planDate, result) => {
    const reported = { reportedAt: at('2026-10-20T22:00Z') };
    const facts = [
      buildReportedFact(reported, { reference: 'NC-1', time: '2026-10-20T22:05Z' }),
      buildReturnedFact(
        { returnedAt: at('2026-10-21T08:00Z') },
        { reference: 'NC-1', time: '2026-10-21T08:10Z' },
      ),
    ];
    const world = await worldWith('breach', { facts, sweeps: [at('2026-10-24T08:01Z')] });
    expect(readRefusal(await send(world, MANAGER, { planDate }, LATE_EVENING))).toBe(result);
  });
});
