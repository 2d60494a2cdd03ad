import { makeEpisodeId } from '../support/ids.ts';
import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUEUE } from '../../shared/platform/names.ts';
import { at } from '../support/facts.ts';
import {
  buildCancelled,
  buildFound,
  buildReported,
  buildReturned,
  CHILD,
  DORSET,
  DORSET_FORCE,
  NORFOLK_FORCE,
  sourceOf,
} from '../support/messages.ts';
import { createStackClient, createStaffClient, type StackClient } from '../support/stack-client.ts';
import { shareAssembly } from '../support/shared-assembly.ts';
import { startLocalStack, type LocalStack } from '../../infra/local/local-stack.ts';
import { toTaskId } from '../../shared/episodes/episode.ts';
import { formatTaskReference } from '../../shared/episodes/task.ts';
import { requireDatabase } from '../../infra/local/stack-description.ts';

const logFolder = mkdtempSync(join(tmpdir(), 'homeward-flow-'));
let stack: LocalStack;
let client: StackClient;

beforeAll(async () => {
  stack = await startLocalStack({
    port: 0,
    dataFolder: null,
    clock: at('2026-11-21T09:00Z'),
    logFolder,
    assemblyFolder: await shareAssembly(),
  });
  client = createStackClient(stack.description);
});

afterAll(async () => {
  client.close();
  await stack.stop();
  rmSync(logFolder, { recursive: true });
});

const send = async (...events: readonly (object | string)[]): Promise<void> => {
  await client.send(events.map((it) => (typeof it === 'string' ? it : JSON.stringify(it))));
  await stack.idle();
};

/** As if the stream had never delivered it: the reply is pending again. */
const makeReplyPendingAgain = async (notificationId: string): Promise<void> => {
  const { endpoint, tables } = requireDatabase(stack.description);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const dynamo = new DynamoDBClient({ endpoint, region: 'eu-west-2', credentials });
  await dynamo.send(
    new UpdateItemCommand({
      TableName: tables['core'],
      Key: { pk: { S: `notification#${NORFOLK_FORCE}#${notificationId}` }, sk: { S: 'message' } },
      UpdateExpression: 'SET replyPending = :pending, replyPendingAt = receivedAt',
      ExpressionAttributeValues: { ':pending': { S: 'pending' } },
    }),
  );
  dynamo.destroy();
};

const episodePath = (reference: string, force = NORFOLK_FORCE) =>
  `/api/v1/episodes/${makeEpisodeId(force, reference)}`;
const taskPath = (reference: string) =>
  `/api/v1/tasks/${toTaskId(makeEpisodeId(NORFOLK_FORCE, reference))}`;

/** A reported and a returned notification of one episode, with ids of their own. */
const comesHome = (subject: string, returnedAt: string) => [
  buildReported({ subject, id: `${subject}-reported` }),
  buildReturned({ subject, id: `${subject}-returned`, data: { returnedAt } }),
];

const missingAgain = (reportedAt: string) => ({
  data: { ...buildReported().data, reportedAt, lastSeen: undefined },
});
const homeAgain = { data: { returnedAt: '2026-11-21T07:00:00Z' } };

const MANAGER = 'norfolk-p-menon';
const PRACTITIONER = 'norfolk-a-marsh';

describe('a police notification on the queue', () => {
  it('becomes a task with the right deadline, and the force receives one reply to each', async () => {
    await send(...comesHome('NC-1', '2026-11-21T01:30:00+00:00'));
    const { body: episode } = await client.get(episodePath('NC-1'));
    expect(episode).toMatchObject({
      status: 'returned',
      returnedAt: at('2026-11-21T01:30Z'),
      task: { state: 'open', dueAt: at('2026-11-24T01:30Z'), dueVersion: 1 },
    });
    const replies = await client.takeReplies(NORFOLK_FORCE);
    expect(replies.map(({ type, data }) => [type, data.notificationId]).sort()).toEqual([
      ['uk.authority.missing-child.accepted.v1', 'NC-1-reported'],
      ['uk.authority.missing-child.accepted.v1', 'NC-1-returned'],
    ]);
  });

  it('that is corrected moves the deadline, and the history shows it', async () => {
    const [reported, returned] = comesHome('NC-2', '2026-11-21T02:00:00Z');
    const corrected = {
      ...returned,
      id: 'NC-2-corrected',
      time: '2026-11-21T08:30:00Z',
      data: { returnedAt: '2026-11-21T04:00:00Z' },
    };
    await send(reported ?? {}, returned ?? {});
    await send(corrected);
    const { body } = await client.get(episodePath('NC-2'));
    expect(body['task']).toMatchObject({ dueAt: at('2026-11-24T04:00Z'), dueVersion: 2 });
    expect(JSON.stringify(body['history'])).toContain(at('2026-11-24T02:00Z'));
  });

  it('of a second absence under the reference opens an interview of its own, until a manager says that both are one', async () => {
    const again = '2026-11-21T05:00:00Z';
    await send(
      ...comesHome('NC-7', '2026-11-21T02:00:00Z'),
      {
        ...buildReported({ subject: 'NC-7', id: 'NC-7-again', time: again }),
        ...missingAgain(again),
      },
      {
        ...buildReturned({ subject: 'NC-7', id: 'NC-7-home', time: '2026-11-21T07:10:00Z' }),
        ...homeAgain,
      },
    );
    const path = `/api/v1/episodes?force=${NORFOLK_FORCE}&reference=NC-7`;
    const [second, first, ...more] = await client.list(path);
    expect(more).toEqual([]);
    expect([first, second].map((one) => one?.['task'])).toMatchObject([
      { state: 'open', dueAt: at('2026-11-24T02:00Z') },
      { state: 'open', dueAt: at('2026-11-24T07:00Z') },
    ]);
    const ask = createStaffClient(stack.description);
    const joining = `/api/v1/episodes/${String(second?.['episodeId'])}/joining`;
    const body = { key: 'join-nc-7-1', joined: true, reason: 'The second report was mistyped.' };
    expect((await ask(MANAGER, 'POST', joining, body)).status).toBe(201);
    await stack.idle();
    const joined = await client.list(path);
    expect(joined.map(({ task }) => task)).toMatchObject([{ dueAt: at('2026-11-24T07:00Z') }]);
  });

  it('of a child of another description under the same identifier stays another child, flagged', async () => {
    await send(
      buildReported({
        subject: 'NC-8',
        id: 'NC-8-one',
        data: { child: { ...CHILD, authorityChildId: 'N777' } },
      }),
      buildReported({
        subject: 'NC-9',
        id: 'NC-9-other',
        data: { child: { ...CHILD, givenName: 'Robin', sex: 'female', authorityChildId: 'N777' } },
      }),
    );
    const both = await Promise.all(['NC-8', 'NC-9'].map((one) => client.get(episodePath(one))));
    const children = both.map(
      ({ body }) => body['child'] as { childId: string; matches: readonly { matchId: string }[] },
    );
    expect(new Set(children.map(({ childId }) => childId)).size).toBe(2);
    for (const { body } of both) expect(body['flags']).toContain('identity-contradiction');
    const match = children[0]?.matches[0];
    expect(match).toMatchObject({ decision: null, contradicts: true });
    const ask = createStaffClient(stack.description);
    const body = { key: 'same-nc-8-9', decision: 'same', reason: 'Robin is a name she goes by.' };
    const path = `/api/v1/children/matches/${String(match?.matchId)}`;
    expect((await ask(PRACTITIONER, 'POST', path, body)).status).toBe(403);
    expect(await ask(MANAGER, 'POST', path, body)).toMatchObject({
      status: 201,
      body: { decision: 'same', waitingFor: [] },
    });
    const after = await Promise.all(['NC-8', 'NC-9'].map((one) => client.get(episodePath(one))));
    const [one, other] = after.map((read) => read.body['child'] as { childId: string });
    expect(one?.childId).toBe(other?.childId);
    for (const read of after) expect(read.body['flags']).not.toContain('identity-contradiction');
  });

  it('of a child who is found, whose return only the authority knows, has a deadline once it says so', async () => {
    await send(
      buildReported({ subject: 'NC-10', id: 'NC-10-reported' }),
      buildFound({ subject: 'NC-10', id: 'NC-10-found' }),
    );
    const { body: task } = await client.get(taskPath('NC-10'));
    expect(task).toMatchObject({ state: 'open', dueAt: null });
    const said = await createStaffClient(stack.description)(
      PRACTITIONER,
      'POST',
      `${taskPath('NC-10')}/return`,
      {
        key: 'return-nc-10',
        taskVersion: task['taskVersion'],
        returnedAt: '2026-11-21T06:00:00Z',
        saidBy: 'placement',
        how: 'The home telephoned.',
      },
    );
    expect(said.status).toBe(201);
    expect((await client.get(taskPath('NC-10'))).body).toMatchObject({
      dueAt: at('2026-11-24T06:00Z'),
    });
  });

  it('that is cancelled withdraws the task', async () => {
    const cancelled = buildCancelled({
      subject: 'NC-3',
      id: 'NC-3-cancelled',
      time: '2026-11-21T08:45:00Z',
    });
    await send(...comesHome('NC-3', '2026-11-21T02:00:00Z'), cancelled);
    const { body } = await client.get(taskPath('NC-3'));
    expect(body).toMatchObject({ state: 'withdrawn', clock: { state: 'none' } });
  });

  it('is running at exactly 72 hours and late a moment after, by the clock of the stack', async () => {
    await send(...comesHome('NC-4', '2026-11-21T03:00:00Z'));
    const moved = await client.moveClock({ now: '2026-11-24T02:59:50Z' });
    expect(moved.status).toBe(200);
    expect((await client.get(taskPath('NC-4'))).body['clock']).toMatchObject({ state: 'running' });
    await client.moveClock({ advance: 'PT11S' });
    expect((await client.get(taskPath('NC-4'))).body['clock']).toMatchObject({ state: 'late' });
  });

  it('that cannot be used is kept whole for an operator and answered without a value of it', async () => {
    await client.takeReplies(NORFOLK_FORCE);
    const bad = buildReported({ subject: 'NC-5', id: 'NC-5-bad', data: { reportedAt: 'teatime' } });
    await send(bad, JSON.stringify(bad).slice(0, 300));
    const replies = await client.takeReplies(NORFOLK_FORCE);
    expect(replies.map(({ type }) => type)).toEqual([
      'uk.authority.missing-child.rejected.v1',
      'uk.authority.missing-child.rejected.v1',
    ]);
    expect(JSON.stringify(replies)).not.toContain('teatime');
    const rejections = await client.list(`/api/v1/rejections?force=${NORFOLK_FORCE}`, 'operator');
    const codes = rejections.map(({ errors }) => JSON.stringify(errors));
    expect(codes.join()).toContain('not-json');
    const one = rejections.find(({ notificationId }) => notificationId === 'NC-5-bad');
    const { body } = await client.get(
      `/api/v1/rejections/${String(one?.['rejectionId'])}`,
      'operator',
    );
    expect(body['body']).toBe(JSON.stringify(bad));
  });

  it('is found by its reference, worked on with what a visit needs, and the audit says who looked', async () => {
    await send(...comesHome('NC-11', '2026-11-21T06:00:00Z'));
    const ask = createStaffClient(stack.description);
    const path = taskPath('NC-11');
    const { body: opened } = await client.get(path);
    const reference = formatTaskReference(String(opened['taskId']));
    const found = await client.list(`/api/v1/tasks?reference=${reference}`);
    expect(found.map(({ taskId }) => taskId)).toEqual([opened['taskId']]);
    const { taskVersion } = opened;
    const give = {
      key: 'key-of-giving-11',
      taskVersion,
      practitioner: PRACTITIONER,
      reason: 'Near.',
    };
    expect((await ask(MANAGER, 'POST', `${path}/allocate`, give)).status).toBe(201);
    const visitNeeds = { interpreter: false, twoPeople: true, hazard: 'A dog.' };
    const offer = { channel: 'phone', to: 'child', response: 'accepted', visitNeeds };
    const offered = { key: 'key-of-offer-11', taskVersion, ...offer };
    expect((await ask(PRACTITIONER, 'POST', `${path}/offer`, offered)).status).toBe(201);
    await stack.idle();
    const { body: prepared } = await client.get(path);
    expect(prepared['beforeVisit']).toMatchObject({ twoPeople: true, hazard: 'A dog.' });
    const child = String(prepared['childId']);
    const seen = await client.list(`/api/v1/audit?child=${child}&limit=100`, 'auditor');
    expect(seen.map(({ who, operation }) => `${String(who)} ${String(operation)}`)).toContain(
      `${PRACTITIONER} recordOffer`,
    );
    const looked = await client.list(`/api/v1/audit?person=${PRACTITIONER}`, 'auditor');
    expect(looked[0]).toMatchObject({ operation: 'recordOffer', outcome: 'change-attempted' });
  });

  it('is not shown to people of another authority', async () => {
    const subject = 'DP-1';
    const dorset = buildReported({
      id: 'DP-1-reported',
      subject,
      source: sourceOf(DORSET_FORCE),
      data: {
        responsibleAuthority: DORSET,
        hostAuthority: DORSET,
        missingFrom: { kind: 'home', place: { postcode: 'DT1 1AA' } },
      },
    });
    await send(dorset);
    const path = episodePath(subject, DORSET_FORCE);
    expect((await client.get(path, 'manager')).status).toBe(404);
    expect((await client.get(path, 'auditor')).status).toBe(200);
    const [reply] = await client.takeReplies(DORSET_FORCE);
    expect(reply?.subject).toBe(subject);
  });

  it('whose reply was lost is answered by the schedule, with the same id', async () => {
    stack.startSchedules();
    await client.takeReplies(NORFOLK_FORCE);
    await send(buildReported({ subject: 'NC-6', id: 'NC-6-reported' }));
    const [first] = await client.takeReplies(NORFOLK_FORCE);
    await makeReplyPendingAgain('NC-6-reported');
    expect((await client.moveClock({ advance: 'PT30M' })).status).toBe(200);
    const [again, ...more] = await client.takeReplies(NORFOLK_FORCE);
    expect(again).toEqual(first);
    expect(more).toEqual([]);
  });

  it('leaves nothing in the dead-letter queue, nor in that of the stream', async () => {
    expect(await client.count(QUEUE.notificationsDeadLetters)).toBe(0);
    expect(await client.count(QUEUE.streamFailures)).toBe(0);
  });
});
