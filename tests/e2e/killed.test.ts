import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { takeNotifications } from '../../infra/demonstration/take-notifications.ts';
import { QUEUE } from '../../shared/platform/names.ts';
import { expectEpisodes } from '../support/expected-episodes.ts';
import { createStackClient, type Reply, type StackClient } from '../support/stack-client.ts';
import { startStackProcess } from '../support/stack-process.ts';
import { waitFor } from '../support/wait-for.ts';

const COUNT = 2_000;
const messages = takeNotifications(COUNT, { seed: 23 });
const bodies = messages.map(({ body }) => body);
const forces = [...new Set(messages.map(({ force }) => force))];
const folder = mkdtempSync(join(tmpdir(), 'homeward-killed-'));

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const startOnData = () => startStackProcess(folder, '--empty', '--data', join(folder, 'data'));

const countOf = async (client: StackClient): Promise<number> => client.count(QUEUE.notifications);

/** Takes replies until every notification has one. */
const takeEveryReply = async (client: StackClient): Promise<readonly Reply[]> => {
  const replies: Reply[] = [];
  await waitFor('a reply to every notification', async () => {
    for (const force of forces) replies.push(...(await client.takeReplies(force)));
    return new Set(replies.map(({ id }) => id)).size >= COUNT;
  });
  return replies;
};

describe(`a stack that is killed in the middle of ${COUNT} messages and started again`, () => {
  it('has lost nothing and doubled nothing', { timeout: 600_000 }, async () => {
    const first = await startOnData();
    const police = createStackClient(first.description);
    await police.send(bodies);
    await waitFor('the middle', async () => (await countOf(police)) < COUNT / 2);
    expect(await countOf(police)).toBeGreaterThan(0);
    police.close();
    await first.kill();

    const second = await startOnData();
    const client = createStackClient(second.description);
    await waitFor('all to be taken in', async () => (await countOf(client)) === 0);
    const replies = await takeEveryReply(client);
    expect(new Set(replies.map(({ type }) => type))).toEqual(
      new Set(['uk.authority.missing-child.accepted.v1']),
    );
    expect(new Set(replies.map(({ data }) => data.notificationId)).size).toBe(COUNT);

    for (const { episode, facts } of expectEpisodes(bodies)) {
      const { body } = await client.get(`/api/v1/episodes/${episode.episodeId}`, 'auditor');
      const { status, riskHistory, responsibleAuthority } = episode;
      expect(body).toMatchObject({ status, riskHistory, responsibleAuthority });
      expect(body['task']).toEqual(
        episode.task === null
          ? null
          : expect.objectContaining({
              dueAt: episode.task.dueAt,
              dueVersion: episode.task.dueVersion,
            }),
      );
      expect(body['history']).toHaveLength(facts);
    }
    expect(await client.count(QUEUE.notificationsDeadLetters)).toBe(0);
    client.close();
    expect(await second.interrupt()).toBe(0);
  });
});
