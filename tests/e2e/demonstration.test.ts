import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { elapsedMs, instantFromMs, type Instant } from '../../shared/domain/instant.ts';
import { buildReturned, NORFOLK } from '../support/messages.ts';
import { pollUntil } from '../support/poll.ts';
import { createStackClient, type StackClient } from '../support/stack-client.ts';
import { START_SCRIPT, startStackProcess } from '../support/stack-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'homeward-demonstration-'));
const PATIENCE_MS = 120_000;

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const now = (): Instant => instantFromMs(Date.now());

const comesHomeNow = () =>
  buildReturned({
    id: 'comes-home-now',
    subject: 'NC-OURS',
    time: now(),
    data: { returnedAt: now(), foundAt: undefined, preventionInterview: undefined },
  });

const clocksOf = async (client: StackClient): Promise<ReadonlySet<string>> => {
  const tasks = await client.list(`/api/v1/tasks?authority=${NORFOLK}&state=open&limit=100`);
  return new Set(tasks.map((task) => (task['clock'] as { state: string }).state));
};

describe('npm start', () => {
  it('has six weeks behind it when it is ready, at the present, and takes what is sent at once', async () => {
    const stack = startStackProcess(folder, START_SCRIPT, ['--port', '0']);
    const description = await stack.description();
    const client = createStackClient(description);
    const clock = await fetch(`${description.control}/clock`);
    const { now: shown } = (await clock.json()) as { now: Instant };
    expect(Math.abs(elapsedMs(shown, now()))).toBeLessThan(60_000);

    await client.send([JSON.stringify(comesHomeNow())]);
    const isThere = async () =>
      (await client.list('/api/v1/episodes?force=E23000024&reference=NC-OURS')).length === 1;
    await pollUntil('our own notification', isThere, PATIENCE_MS);
    const isLivedIn = async () => (await clocksOf(client)).size === 3;
    await pollUntil('late, running and clockless tasks', isLivedIn, PATIENCE_MS);
    const rejected = async () => (await client.list('/api/v1/rejections', 'operator')).length > 10;
    await pollUntil('malformed messages, kept', rejected, PATIENCE_MS);

    client.close();
    stack.kill('SIGINT');
    expect(await stack.ended).toBe(0);
  });
});
