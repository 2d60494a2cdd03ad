import { describe, expect, it } from 'vitest';
import { createCasework } from '../../../infra/local/demonstration/people/casework.ts';
import { DEFAULT_WORK_RATES } from '../../../infra/local/demonstration/people/work-rates.ts';
import type { TaskView } from '../../../shared/episodes/task-api.ts';
import { addMs, HOUR_MS } from '../../../shared/kernel/instant.ts';
import { instantOf } from './feed-reading.ts';
import type { ApiResponse, CallApi } from '../../../infra/local/demonstration/people/api-client.ts';
import { createOffices } from '../../../infra/local/demonstration/people/offices.ts';
import { createSettings } from '../../../infra/local/demonstration/people/interview.ts';
import { buildStaffMember } from '../../support/directory.ts';

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
        buildStaffMember(PRACTITIONER, { teams: [TEAM] }),
        buildStaffMember(MANAGER, { role: 'team-manager', teams: [TEAM] }),
        buildStaffMember(HEAD, { role: 'head-of-service' }),
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
  reference: 'RHI-7777-7777',
  initials: 'ZF',
  age: 15,
  turns18On: null,
  riskLevel: 'medium',
  riskFlags: [],
  lookedAfter: false,
  flags: [],
  lastAttempt: null,
  visitNeeds: null,
  state: 'open',
  openedAt: addMs(RETURNED, 0.4 * HOUR_MS),
  reportedAt: null,
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
  declinedFirst: null,
  debriefs: [],
  raised: [],
  withdrawn: null,
  ...about,
});

interface SentRequest {
  readonly path: string;
  readonly token: string;
  readonly body: Readonly<Record<string, unknown>>;
}

type ReplyTo = (request: SentRequest, count: number) => ApiResponse;

const problem = (status: number, type: string, codes: readonly string[] = []): ApiResponse => ({
  status,
  body: {
    type: `urn:homeward:problem:${type}`,
    title: type,
    status,
    errors: codes.map((code) => ({ code, path: '/happenedAt', message: code })),
  },
});

const replyCreated: ReplyTo = (_request, count) => ({
  status: 201,
  body: {
    actionId: `act-${String(count).padStart(32, '0')}`,
    task: task({ taskVersion: 3 + count }),
  },
});

/** A service with these open tasks, with a given reply to each request. */
const createService = (open: readonly TaskView[], answer: ReplyTo = replyCreated) => {
  const sent: SentRequest[] = [];
  const reads: string[] = [];
  const ask: CallApi = (method, path, token, body) => {
    if (method === 'POST') {
      const request = { path, token, body: body as SentRequest['body'] };
      sent.push(request);
      return Promise.resolve(answer(request, sent.length));
    }
    reads.push(path);
    const items = path.includes('state=open') ? open : [];
    const content = path.includes('/tasks?') ? { items, cursor: null } : open[0];
    return Promise.resolve({ status: 200, body: content });
  };
  return { ask, sent, reads };
};

const MUCH_LATER = addMs(RETURNED, 30 * 24 * HOUR_MS);
/** All of them are completed, so that every step is sent. */
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
  const sent = await casework.workUntil(MUCH_LATER);
  return sent + (await casework.workUntil(addMs(MUCH_LATER, 30 * 24 * HOUR_MS)));
};

describe('simulated practitioners', () => {
  it('send every step as the practitioner who has the task, on the version they saw last', async () => {
    const { ask, sent } = createService([task()]);
    expect(await workOff(ask)).toBe(sent.length);
    expect(sent.map(({ body }) => body['taskVersion'])).toEqual(sent.map((_, index) => 3 + index));
    expect(new Set(sent.map(({ token }) => token))).toEqual(new Set(['of-practitioner']));
    expect(sent.some(({ path }) => path.endsWith('/outcome'))).toBe(true);
  });

  it('send the same under the same keys when they are started again', async () => {
    const first = createService([task()]);
    await workOff(first.ask);
    const second = createService([task()]);
    await workOff(second.ask);
    expect(second.sent).toEqual(first.sent);
    const keys = first.sent.map(({ body }) => body['key']);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('send nothing again that an earlier run sent', async () => {
    const { ask, sent } = createService([task()]);
    expect(await workOff(ask, { after: MUCH_LATER })).toBe(0);
    expect(sent).toEqual([]);
  });

  it('read the task again when it has changed, and send once more', async () => {
    const { ask, sent, reads } = createService([task()], (request, count) =>
      count === 1 ? problem(409, 'stale') : replyCreated(request, count),
    );
    await workOff(ask);
    expect(reads).toContain(`/api/v1/tasks/${task().taskId}`);
    expect(sent[1]?.body['key']).toBe(sent[0]?.body['key']);
  });

  it('leave a task that was withdrawn', async () => {
    const { ask, sent } = createService([task()], () =>
      problem(422, 'invalid-body', ['task-withdrawn']),
    );
    expect(await workOff(ask)).toBe(0);
    expect(sent).toHaveLength(1);
  });

  it('plan again when the return turns out to be after the interview', async () => {
    let refused = 0;
    const { ask, sent } = createService([task()], (request, count) => {
      if (!request.path.endsWith('/outcome') || refused === 1) return replyCreated(request, count);
      refused += 1;
      return problem(422, 'invalid-body', ['before-return']);
    });
    await workOff(ask);
    const outcomes = sent.filter(({ path }) => path.endsWith('/outcome'));
    const keys = outcomes.map(({ body }) => body['key']);
    expect(keys.length).toBe(2);
    expect(keys[1]).not.toBe(keys[0]);
  });

  it('send only offer, outcome and debrief of old episodes', async () => {
    const { ask, sent } = createService([task()]);
    await workOff(ask, { wholeSince: MUCH_LATER });
    const where = sent.map(({ path }) => path.split('/').at(-1));
    expect(where).toEqual(['offer', 'outcome', 'debrief']);
  });

  it('do nothing while they are away', async () => {
    const { ask, sent } = createService([task()]);
    expect(await workOff(ask, { away: true })).toBe(0);
    expect(sent).toEqual([]);
  });

  it('hold one interview for two times that a child was missing', async () => {
    const second = task({ taskId: `rhi-${'8'.repeat(32)}`, taskVersion: 9 });
    const { ask, sent } = createService([task(), second]);
    await workOff(ask, { rates: { ...RATES, covers: 1 } });
    const outcomes = sent.filter(({ path }) => path.endsWith('/outcome'));
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
  ])('fail on an unexpected reply', async (answer, message) => {
    const { ask } = createService([task()], () => answer);
    await expect(workOff(ask)).rejects.toThrow(message);
  });
});
