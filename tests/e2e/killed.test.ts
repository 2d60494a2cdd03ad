import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { QUEUE } from '../../shared/platform/names.ts';
import { expectEpisodes } from '../support/expected-episodes.ts';
import {
  createStackClient,
  type Reply,
  type Row,
  type StackClient,
} from '../support/stack-client.ts';
import { pollUntil } from '../support/poll.ts';
import { shareAssembly } from '../support/shared-assembly.ts';
import { ASSEMBLY_SCRIPT, startStackProcess } from '../support/stack-process.ts';
import { takeNotifications } from '../../infra/local/demonstration/feed.ts';

const COUNT = 300;
const messages = takeNotifications(COUNT, { seed: 23 });
const bodies = messages.map(({ body }) => body);
const forces = [...new Set(messages.map(({ force }) => force))];
const folder = mkdtempSync(join(tmpdir(), 'homeward-killed-'));

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const PATIENCE_MS = 120_000;

const startOnData = async () =>
  startStackProcess(folder, ASSEMBLY_SCRIPT, [
    await shareAssembly(),
    '--port',
    '0',
    '--data',
    join(folder, 'data'),
  ]);

const countOf = async (client: StackClient): Promise<number> => client.count(QUEUE.notifications);

/** Takes replies until every notification has one. */
const takeEveryReply = async (client: StackClient): Promise<readonly Reply[]> => {
  const replies: Reply[] = [];
  const everyOne = async (): Promise<boolean> => {
    for (const force of forces) replies.push(...(await client.takeReplies(force)));
    return new Set(replies.map(({ id }) => id)).size >= COUNT;
  };
  await pollUntil('a reply to every notification', everyOne, PATIENCE_MS);
  return replies;
};

describe(`a stack that is killed in the middle of ${COUNT} messages and started again`, () => {
  it('has lost nothing and doubled nothing', { timeout: 300_000 }, async () => {
    const first = await startOnData();
    const police = createStackClient(await first.description());
    await police.send(bodies);
    await pollUntil('the middle', async () => (await countOf(police)) < COUNT / 2, PATIENCE_MS);
    expect(await countOf(police)).toBeGreaterThan(0);
    police.close();
    first.kill('SIGKILL');
    await first.ended;
    rmSync(first.descriptionFile);

    const second = await startOnData();
    const client = createStackClient(await second.description());
    await pollUntil('all to be taken in', async () => (await countOf(client)) === 0, PATIENCE_MS);
    const replies = await takeEveryReply(client);
    expect(new Set(replies.map(({ type }) => type))).toEqual(
      new Set(['uk.authority.missing-child.accepted.v1']),
    );
    expect(new Set(replies.map(({ data }) => data.notificationId)).size).toBe(COUNT);

    for (const { episode, facts } of expectEpisodes(bodies)) {
      const { body } = await client.get(`/api/v1/episodes/${episode.episodeId}`, 'auditor');
      const { status, riskHistory, responsibleAuthority } = episode;
      const gradings = riskHistory.map(({ receivedAt, ...grading }) => grading);
      expect(body).toMatchObject({ status, riskHistory: gradings, responsibleAuthority });
      expect(body['task']).toEqual(
        episode.task === null
          ? null
          : expect.objectContaining({
              dueAt: episode.task.dueAt,
              dueVersion: episode.task.dueVersion,
            }),
      );
      const history = body['history'] as readonly Row[];
      expect(history.filter(({ source }) => source === 'police')).toHaveLength(facts);
    }
    expect(await client.count(QUEUE.notificationsDeadLetters)).toBe(0);
    client.close();
    second.kill('SIGINT');
    expect(await second.ended).toBe(0);
  });
});
