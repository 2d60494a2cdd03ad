import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { QUEUE } from '../../shared/platform/names.ts';
import { shuffle } from '../support/shuffle.ts';
import { createStackClient, type Reply, type Row } from '../support/stack-client.ts';
import { shareAssembly } from '../support/shared-assembly.ts';
import { startLocalStack } from '../../infra/local/local-stack.ts';
import { takeNotifications } from '../../infra/local/demonstration/feed.ts';

const COUNT = 300;
const messages = takeNotifications(COUNT, { seed: 7 });
const forces = [...new Set(messages.map(({ force }) => force))];
const logFolder = mkdtempSync(join(tmpdir(), 'homeward-shuffled-'));

afterAll(() => {
  rmSync(logFolder, { recursive: true });
});

interface Outcome {
  readonly episodes: readonly Row[];
  readonly replies: readonly Reply[];
  readonly deadLetters: number;
}

const run = async (bodies: readonly string[]): Promise<Outcome> => {
  const stack = await startLocalStack({
    port: 0,
    dataFolder: null,
    clock: null,
    logFolder,
    assemblyFolder: await shareAssembly(),
  });
  const client = createStackClient(stack.description);
  try {
    await client.send(bodies);
    await stack.idle();
    const replies: Reply[] = [];
    for (const force of forces) replies.push(...(await client.takeReplies(force)));
    return {
      episodes: await client.list('/api/v1/episodes?limit=100', 'auditor'),
      replies,
      deadLetters: await client.count(QUEUE.notificationsDeadLetters),
    };
  } finally {
    client.close();
    await stack.stop();
  }
};

/** Without what depends on when it was taken in or looked at, and on who had how much to do by then. */
const timeless = (episode: Row): unknown => ({
  ...episode,
  nextLevel: null,
  task:
    episode['task'] === null
      ? null
      : {
          ...(episode['task'] as object),
          clock: null,
          openedAt: null,
          openSince: null,
          practitioner: null,
          allocation: null,
          taskVersion: null,
          raised: null,
        },
});

const kinds = (replies: readonly Reply[]) => ({
  accepted: replies.filter(({ type }) => type.includes('accepted')).length,
  duplicate: replies.filter(({ type }) => type.includes('duplicate')).length,
  rejected: replies.filter(({ type }) => type.includes('rejected')).length,
});

describe(`${COUNT} notifications, shuffled and each sent twice`, () => {
  it('give the same episodes as when sent once in order, and one reply a message', async () => {
    const bodies = messages.map(({ body }) => body);
    const once = await run(bodies);
    const twice = await run(shuffle([...bodies, ...bodies], 11));

    expect(kinds(once.replies)).toEqual({ accepted: COUNT, duplicate: 0, rejected: 0 });
    expect(kinds(twice.replies)).toEqual({ accepted: COUNT, duplicate: COUNT, rejected: 0 });
    expect(new Set(twice.replies.map(({ id }) => id)).size).toBe(2 * COUNT);
    expect(once.episodes.length).toBeGreaterThan(60);
    expect(twice.episodes.map(timeless)).toEqual(once.episodes.map(timeless));
    expect([once.deadLetters, twice.deadLetters]).toEqual([0, 0]);
  });
});
