import { makeEpisodeId } from '../support/ids.ts';
import { join } from 'node:path';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { CREDENTIALS } from '../../infra/local/emulators/start-emulators.ts';
import { type LocalStack, startLocalStack } from '../../infra/local/local-stack.ts';
import { toTaskId } from '../../shared/episodes/episode.ts';
import { addMs } from '../../shared/kernel/instant.ts';
import { QUEUE, SOURCE_ATTRIBUTE } from '../../shared/platform/names.ts';
import { makeFolder } from '../infra/synthesized-stage.ts';
import { at } from '../support/facts.ts';
import {
  buildReported,
  buildReturned,
  NORFOLK,
  NORFOLK_FORCE,
  sourceOf,
} from '../support/messages.ts';
import { shareAssembly } from '../support/shared-assembly.ts';
import { createStackClient, type StackClient } from '../support/stack-client.ts';

const outboxSchema = z.object({
  items: z.array(z.object({ template: z.string(), sentAt: z.string() })),
});

const folder = makeFolder();
let stack: LocalStack;
let client: StackClient;

beforeAll(async () => {
  stack = await startLocalStack({
    port: 0,
    dataFolder: null,
    clock: at('2026-11-21T09:00Z'),
    logFolder: join(folder, 'logs'),
    assemblyFolder: await shareAssembly(),
    inMemory: true,
  });
  stack.startSchedules();
  client = createStackClient(stack.description);
});

afterAll(async () => {
  client.close();
  await stack.stop();
});

const send = async (...events: readonly object[]): Promise<void> => {
  await client.send(events.map((event) => JSON.stringify(event)));
  await stack.idle();
};

const comesHome = (subject: string, returnedAt: string) => [
  buildReported({ subject, id: `${subject}-reported` }),
  buildReturned({ subject, id: `${subject}-returned`, data: { returnedAt } }),
];

const readTask = async (subject: string) => {
  const taskId = toTaskId(makeEpisodeId(NORFOLK_FORCE, subject));
  return (await client.get(`/api/v1/tasks/${taskId}`)).body;
};

describe('the local stack without Java', () => {
  it('has the same addresses and tokens, and no database', () => {
    const { dynamodb, web, control, sqs, tokens } = stack.description;
    expect(dynamodb).toBeNull();
    expect([web, control, sqs.endpoint].every((url) => url.startsWith('http://127.0.0.1:'))).toBe(
      true,
    );
    expect(Object.keys(sqs.queues)).toContain(QUEUE.replies(NORFOLK_FORCE));
    expect(Object.keys(tokens)).toEqual(['practitioner', 'manager', 'lead', 'operator', 'auditor']);
  });

  it('makes a task of a police message on the queue, with a reply to each on the force’s queue', async () => {
    await send(...comesHome('NC-1', '2026-11-21T01:30:00Z'));
    expect(await readTask('NC-1')).toMatchObject({ state: 'open', dueAt: at('2026-11-24T01:30Z') });
    const replies = await client.takeReplies(NORFOLK_FORCE);
    expect(replies.map(({ type, data }) => [type, data.notificationId]).sort()).toEqual([
      ['uk.authority.missing-child.accepted.v1', 'NC-1-reported'],
      ['uk.authority.missing-child.accepted.v1', 'NC-1-returned'],
    ]);
  });

  it('replies even to what cannot be read, because the attribute of the message names the force', async () => {
    const { endpoint, region, queues } = stack.description.sqs;
    const sqs = new SQSClient({ endpoint, region, credentials: CREDENTIALS });
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: queues[QUEUE.notifications],
        MessageBody: 'not JSON',
        MessageAttributes: {
          [SOURCE_ATTRIBUTE]: { DataType: 'String', StringValue: sourceOf(NORFOLK_FORCE) },
        },
      }),
    );
    sqs.destroy();
    await stack.idle();
    const replies = await client.takeReplies(NORFOLK_FORCE);
    expect(replies.map(({ type }) => type)).toEqual(['uk.authority.missing-child.rejected.v1']);
  });

  it('lets nobody in without a token of its own', async () => {
    const { web } = stack.description;
    const path = `/api/v1/tasks?authority=${NORFOLK}&state=open`;
    expect((await fetch(`${web}${path}`)).status).toBe(401);
    expect((await client.get(path)).status).toBe(200);
  });

  it('raises a breach and sends its message when the clock is moved past the deadline', async () => {
    await send(...comesHome('NC-2', '2026-11-21T06:00:00Z'));
    const { status, body } = await client.moveClock({ now: '2026-11-24T06:05:00Z' });
    expect([status, Number(body['ran']) > 4000]).toEqual([200, true]);
    await stack.idle();
    const rows = await client.list(`/api/v1/escalations?authority=${NORFOLK}`);
    const taskId = toTaskId(makeEpisodeId(NORFOLK_FORCE, 'NC-2'));
    expect(
      rows.filter((row) => row['taskId'] === taskId && row['level'] === 'breach'),
    ).toMatchObject([{ at: addMs(at('2026-11-24T06:00Z'), 1) }]);
    const { items } = outboxSchema.parse(
      (await client.get('/api/v1/outbox?limit=1000', 'operator')).body,
    );
    const breaches = items.filter(({ template }) => template === 'breach');
    expect(breaches.map(({ sentAt }) => sentAt.slice(0, 16))).toContain('2026-11-24T06:01');
  });

  it('counts what ran, and leaves nothing on the queues of work or of failures', () => {
    const { queues, functions } = stack.status();
    const waiting = Object.entries(queues).filter(([name]) => !name.startsWith('police-replies'));
    expect(waiting.every(([, depth]) => depth.waiting + depth.inFlight === 0)).toBe(true);
    expect(functions['intake']).toMatchObject({ errors: 0, crashes: 0 });
    expect(functions['sweep']?.invocations).toBeGreaterThan(4000);
  });
});
