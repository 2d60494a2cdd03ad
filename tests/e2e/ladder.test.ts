import { makeEpisodeId } from '../support/ids.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { QUEUE } from '../../shared/platform/names.ts';
import { at } from '../support/facts.ts';
import {
  buildReported,
  buildReturned,
  CHILD,
  NORFOLK,
  NORFOLK_FORCE,
} from '../support/messages.ts';
import {
  createStackClient,
  type StackClient,
  createStaffClient,
  type AskAs,
} from '../support/stack-client.ts';
import { shareAssembly } from '../support/shared-assembly.ts';
import { startLocalStack, type LocalStack } from '../../infra/local/local-stack.ts';
import { formatTaskReference } from '../../shared/episodes/task.ts';
import { toTaskId } from '../../shared/episodes/episode.ts';

/** Each child lives where another team works, so that each manager is notified of one task only. */
const LEFT_ALONE = { subject: 'NC-ALONE', postcode: 'NR3 1AU' };
const ACKNOWLEDGED = { subject: 'NC-ACKNOWLEDGED', postcode: 'NR30 1AA' };
const CORRECTED = { subject: 'NC-CORRECTED', postcode: 'PE30 1AA' };

const logFolder = mkdtempSync(join(tmpdir(), 'homeward-ladder-'));
let stack: LocalStack;
let client: StackClient;
let ask: AskAs;

const taskOf = ({ subject }: { subject: string }) =>
  toTaskId(makeEpisodeId(NORFOLK_FORCE, subject));

const send = async (...events: readonly object[]): Promise<void> => {
  await client.send(events.map((event) => JSON.stringify(event)));
  await stack.idle();
};

const comesHome = ({ subject, postcode }: typeof LEFT_ALONE) => [
  buildReported({
    subject,
    id: `${subject}-reported`,
    time: '2026-11-15T22:05:00Z',
    data: {
      reportedAt: '2026-11-15T22:00:00Z',
      missingFrom: { kind: 'home', place: { postcode } },
      child: {
        ...CHILD,
        authorityChildId: subject,
        givenName: 'Zebedee',
        familyName: `Of ${subject}`,
        homePostcode: postcode,
      },
    },
  }),
  buildReturned({
    subject,
    id: `${subject}-returned`,
    time: '2026-11-16T08:40:00Z',
    data: { returnedAt: '2026-11-16T08:30:00Z' },
  }),
];

/**
 * Moves the clock to this instant, runs every schedule there, and lets what follows come to rest. A level is raised
 * at the instant at which it falls due, and what waited for the morning is sent in the morning, as by the sweep of
 * each minute: 12,000 of them take three minutes and show no more.
 */
const jumpTo = async (instant: string): Promise<void> => {
  await moveTo(instant);
  await stack.runSchedules();
  await stack.idle();
};

/** Moves the clock to this instant, with every run on the way once the schedules are started. */
const moveTo = async (instant: string): Promise<void> => {
  const { status } = await client.moveClock({ now: instant });
  expect(status).toBe(200);
  await stack.idle();
};

const escalationRow = z.looseObject({
  escalationId: z.string(),
  taskId: z.string(),
  level: z.string(),
  at: z.string(),
  dueVersion: z.number(),
});

const escalationsOf = async (child: { subject: string }) => {
  const rows = await client.list(`/api/v1/escalations?authority=${NORFOLK}&limit=100`);
  return rows
    .map((row) => escalationRow.parse(row))
    .filter(({ taskId }) => taskId === taskOf(child))
    .sort((a, b) => a.at.localeCompare(b.at));
};

const ladderOf = async (child: { subject: string }) =>
  (await escalationsOf(child)).map((one) => [one.level, one.at]);

const messageRow = z.looseObject({
  address: z.string(),
  template: z.string(),
  body: z.string(),
  subject: z.string().nullable(),
});

const outbox = async () =>
  z
    .looseObject({ items: z.array(messageRow) })
    .parse((await client.get('/api/v1/outbox?limit=1000', 'operator')).body).items;

/** Who was notified of what about a task, without the digests. */
const listNotified = async (child: { subject: string }) =>
  (await outbox())
    .filter(({ template }) => template !== 'digest')
    .filter(({ body }) => body.includes(formatTaskReference(taskOf(child))))
    .map(({ template }) => template)
    .sort();

beforeAll(async () => {
  stack = await startLocalStack({
    port: 0,
    dataFolder: null,
    clock: at('2026-11-16T09:00Z'),
    logFolder,
    assemblyFolder: await shareAssembly(),
  });
  client = createStackClient(stack.description);
  ask = createStaffClient(stack.description);
  await send(...[LEFT_ALONE, ACKNOWLEDGED, CORRECTED].flatMap(comesHome));
});

afterAll(async () => {
  client.close();
  await stack.stop();
  rmSync(logFolder, { recursive: true });
});

describe('Over eight days on the local stack', () => {
  it('each task is with a practitioner of its team at once', async () => {
    const { body } = await client.get(`/api/v1/tasks/${taskOf(LEFT_ALONE)}`);
    const task = z.looseObject({ practitioner: z.string(), team: z.string() }).parse(body);
    expect(task.team).toBe('norfolk-norwich');
    expect(Object.keys(stack.description.people)).toContain(task.practitioner);
  });

  it('a return corrected by ten hours between due-soon and breach moves what is still to come', async () => {
    await jumpTo('2026-11-17T08:30:00Z');
    await jumpTo('2026-11-18T20:50:00Z');
    await moveTo('2026-11-19T06:00:00Z');
    expect((await ladderOf(CORRECTED)).map(([level]) => level)).toEqual(['no-attempt', 'due-soon']);
    await send(
      buildReturned({
        subject: CORRECTED.subject,
        id: `${CORRECTED.subject}-corrected`,
        time: '2026-11-19T05:59:00Z',
        data: { returnedAt: '2026-11-16T18:30:00Z' },
      }),
    );
    await jumpTo('2026-11-19T08:00:00Z');
    await jumpTo('2026-11-19T09:00:00Z');
    expect((await ladderOf(CORRECTED)).length).toBe(2);
    await jumpTo('2026-11-19T14:30:00Z');
    await jumpTo('2026-11-19T18:45:00Z');
    expect(await ladderOf(CORRECTED)).toEqual([
      ['no-attempt', at('2026-11-17T08:30Z')],
      ['due-soon', at('2026-11-18T20:50Z')],
      ['due-soon', at('2026-11-19T14:30Z')],
      ['breach', '2026-11-19T18:30:00.001Z'],
    ]);
  });

  it('a breach that its manager acknowledges does not climb before the planned day is over', async () => {
    const breach = (await escalationsOf(ACKNOWLEDGED)).find(({ level }) => level === 'breach');
    const path = `/api/v1/escalations/${String(breach?.escalationId)}/acknowledge`;
    const body = { key: 'ladder-test-1', note: 'Visit arranged.', planDate: '2026-11-25' };
    const stranger = await ask('norfolk-p-menon', 'POST', path, body);
    expect(stranger.status).toBe(403);
    const first = await ask('norfolk-r-vidal', 'POST', path, body);
    expect(first.status).toBeLessThan(300);
    const again = await ask('norfolk-r-vidal', 'POST', path, body);
    expect(again.status).toBe(first.status);
    await jumpTo('2026-11-19T20:31:00Z');
    await jumpTo('2026-11-20T08:00:00Z');
    await jumpTo('2026-11-21T08:30:00Z');
    await jumpTo('2026-11-21T18:31:00Z');
    await moveTo('2026-11-24T05:00:00Z');
    stack.startSchedules();
    await moveTo('2026-11-24T09:30:00Z');
    expect((await ladderOf(ACKNOWLEDGED)).map(([level]) => level)).toEqual([
      'no-attempt',
      'due-soon',
      'breach',
    ]);
  });

  it('a task that is left alone climbs exactly the ladder, its last level by the sweep of that minute', async () => {
    expect(await ladderOf(LEFT_ALONE)).toEqual([
      ['no-attempt', at('2026-11-17T08:30Z')],
      ['due-soon', at('2026-11-18T20:50Z')],
      ['breach', '2026-11-19T08:30:00.001Z'],
      ['breach-unacknowledged', '2026-11-19T20:30:00.001Z'],
      ['breach-48h', at('2026-11-21T08:30Z')],
      ['breach-5d', at('2026-11-24T08:30Z')],
    ]);
  });

  it('and each of its alerts is once in the outbox', async () => {
    expect(await listNotified(LEFT_ALONE)).toEqual(
      [
        'new-task',
        'no-attempt',
        'no-attempt',
        'due-soon',
        'due-soon',
        'breach',
        'breach-unacknowledged',
        'breach-48h',
        'breach-5d',
      ].sort(),
    );
  });

  it('and no message identifies the child', async () => {
    const all = JSON.stringify(await outbox());
    expect(all).not.toContain('Zebedee');
    expect(all).not.toContain('NC-ALONE');
    expect(all).not.toContain('NR3');
  });

  it('and no message was abandoned', async () => {
    expect(await client.count(QUEUE.notificationsDeadLetters)).toBe(0);
    expect(await client.count(QUEUE.streamFailures)).toBe(0);
    expect(await client.count(QUEUE.alertFailures)).toBe(0);
  });
});
