import { describe, expect, it } from 'vitest';
import { createCasework } from '../../../infra/local/demonstration/people/casework.ts';
import { DEFAULT_WORK_RATES } from '../../../infra/local/demonstration/people/work-rates.ts';
import type { TaskView } from '../../../shared/episodes/task-api.ts';
import { addMs, HOUR_MS } from '../../../shared/kernel/instant.ts';
import { person } from '../../support/people.ts';
import { instantOf } from './feed-reading.ts';
import type { ApiResponse, CallApi } from '../../../infra/local/demonstration/people/api-client.ts';
import { createOffices } from '../../../infra/local/demonstration/people/offices.ts';
import { createSettings } from '../../../infra/local/demonstration/people/interview.ts';

const RETURNED = instantOf('2026-11-10T14:00:00Z');
const AUTHORITY = 'E10000020';
const PRACTITIONER = 'norfolk-a-marsh';
const MANAGER = 'norfolk-p-menon';
const HEAD = 'norfolk-u-siddiqui';
const TEAM = 'norfolk-norwich';

const OFFICES = createOffices(
  [
    {
      code: AUTHORITY,
      people: [
        person(PRACTITIONER, { teams: [TEAM] }),
        person(MANAGER, { role: 'team-manager', teams: [TEAM] }),
        person(HEAD, { role: 'head-of-service' }),
      ],
    },
  ],
  { [PRACTITIONER]: 'of-practitioner', [MANAGER]: 'of-manager', [HEAD]: 'of-head' },
);

const task = (about: Partial<TaskView> = {}): TaskView => ({
  taskId: `rhi-${'7'.repeat(32)}`,
  taskVersion: 3,
  episodeId: `ep-${'7'.repeat(32)}`,
  childId: 'child-7',
  state: 'open',
  openedAt: addMs(RETURNED, 0.4 * HOUR_MS),
  foundAt: null,
  returnedAt: RETURNED,
  dueAt: addMs(RETURNED, 72 * HOUR_MS),
  dueVersion: 1,
  clock: { state: 'running', elapsedMs: 0, remainingMs: 0, asOf: RETURNED },
  practitioner: PRACTITIONER,
  allocation: null,
  team: TEAM,
  locality: 'norwich',
  attempts: 0,
  offeredAt: null,
  offeredInTime: null,
  booking: null,
  outcome: null,
  debriefId: null,
  raised: [],
  withdrawn: null,
  ...about,
});

interface Asked {
  readonly path: string;
  readonly token: string;
  readonly body: Readonly<Record<string, unknown>>;
}

type Answer = (asked: Asked, count: number) => ApiResponse;

const problem = (status: number, type: string, codes: readonly string[] = []): ApiResponse => ({
  status,
  body: {
    type: `urn:homeward:problem:${type}`,
    title: type,
    status,
    errors: codes.map((code) => ({ code, path: '/happenedAt', message: code })),
  },
});

const taken: Answer = (_asked, count) => ({
  status: 201,
  body: {
    actionId: `act-${String(count).padStart(32, '0')}`,
    task: task({ taskVersion: 3 + count }),
  },
});

/** A service with these open tasks, that answers what is told as it is bidden. */
const createService = (open: readonly TaskView[], answer: Answer = taken) => {
  const told: Asked[] = [];
  const reads: string[] = [];
  const ask: CallApi = (method, path, token, body) => {
    if (method === 'POST') {
      const asked = { path, token, body: body as Asked['body'] };
      told.push(asked);
      return Promise.resolve(answer(asked, told.length));
    }
    reads.push(path);
    const items = path.includes('state=open') ? open : [];
    const content = path.includes('/tasks?') ? { items, cursor: null } : open[0];
    return Promise.resolve({ status: 200, body: content });
  };
  return { ask, told, reads };
};

const MUCH_LATER = addMs(RETURNED, 30 * 24 * HOUR_MS);
/** All of them are completed, so that every step is told. */
const RATES = {
  ...DEFAULT_WORK_RATES,
  endings: { completed: 1, declined: 0, 'not-possible': 0, left: 0 },
};

const workOff = async (
  ask: CallApi,
  { away = false, after = RETURNED, rates = RATES, wholeSince = RETURNED } = {},
) => {
  const people = { seed: 5, rates, ask, offices: OFFICES };
  const settingOf = createSettings(7, RETURNED);
  const settings = { ...people, after, wholeSince, settingOf, isAway: () => away };
  const casework = createCasework(settings);
  await casework.readTasks();
  const told = await casework.workUntil(MUCH_LATER);
  return told + (await casework.workUntil(addMs(MUCH_LATER, 30 * 24 * HOUR_MS)));
};

describe('simulated practitioners', () => {
  it('tell every step as who has the task, on the version they saw last', async () => {
    const { ask, told } = createService([task()]);
    expect(await workOff(ask)).toBe(told.length);
    expect(told.map(({ body }) => body['taskVersion'])).toEqual(told.map((_, index) => 3 + index));
    expect(new Set(told.map(({ token }) => token))).toEqual(new Set(['of-practitioner']));
    expect(told.some(({ path }) => path.endsWith('/outcome'))).toBe(true);
  });

  it('tell the same under the same keys when they are started again', async () => {
    const first = createService([task()]);
    await workOff(first.ask);
    const second = createService([task()]);
    await workOff(second.ask);
    expect(second.told).toEqual(first.told);
    const keys = first.told.map(({ body }) => body['key']);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('tell nothing again that an earlier run told', async () => {
    const { ask, told } = createService([task()]);
    expect(await workOff(ask, { after: MUCH_LATER })).toBe(0);
    expect(told).toEqual([]);
  });

  it('read the task again when it has changed, and tell it once more', async () => {
    const { ask, told, reads } = createService([task()], (asked, count) =>
      count === 1 ? problem(409, 'stale') : taken(asked, count),
    );
    await workOff(ask);
    expect(reads).toContain(`/api/v1/tasks/${task().taskId}`);
    expect(told[1]?.body['key']).toBe(told[0]?.body['key']);
  });

  it('leave a task that was withdrawn', async () => {
    const { ask, told } = createService([task()], () =>
      problem(422, 'invalid-body', ['task-withdrawn']),
    );
    expect(await workOff(ask)).toBe(0);
    expect(told).toHaveLength(1);
  });

  it('plan again when the return turns out to be after the interview', async () => {
    let refused = 0;
    const { ask, told } = createService([task()], (asked, count) => {
      if (!asked.path.endsWith('/outcome') || refused === 1) return taken(asked, count);
      refused += 1;
      return problem(422, 'invalid-body', ['interview-before-return']);
    });
    await workOff(ask);
    const outcomes = told.filter(({ path }) => path.endsWith('/outcome'));
    const keys = outcomes.map(({ body }) => body['key']);
    expect(keys.length).toBe(2);
    expect(keys[1]).not.toBe(keys[0]);
  });

  it('tell only offer, outcome and debrief of what is long ago', async () => {
    const { ask, told } = createService([task()]);
    await workOff(ask, { wholeSince: MUCH_LATER });
    const where = told.map(({ path }) => path.split('/').at(-1));
    expect(where).toEqual(['offer', 'outcome', 'debrief']);
  });

  it('do nothing while they are away', async () => {
    const { ask, told } = createService([task()]);
    expect(await workOff(ask, { away: true })).toBe(0);
    expect(told).toEqual([]);
  });

  it('hold one interview for two times that a child was missing', async () => {
    const second = task({ taskId: `rhi-${'8'.repeat(32)}`, taskVersion: 9 });
    const { ask, told } = createService([task(), second]);
    await workOff(ask, { rates: { ...RATES, covers: 1 } });
    const outcomes = told.filter(({ path }) => path.endsWith('/outcome'));
    expect(outcomes).toHaveLength(1);
    expect(outcomes[0]?.body['alsoCovers']).toHaveLength(1);
  });

  it.each([
    [problem(500, 'internal-error'), 'answered 500: urn:homeward:problem:internal-error'],
    [problem(403, 'not-your-role'), 'answered 403: urn:homeward:problem:not-your-role'],
    [
      problem(422, 'invalid-body', ['in-the-future']),
      'answered 422: urn:homeward:problem:invalid-body, in-the-future at /happenedAt',
    ],
  ])('fail loudly on an answer that nobody would meet', async (answer, message) => {
    const { ask } = createService([task()], () => answer);
    await expect(workOff(ask)).rejects.toThrow(message);
  });
});
