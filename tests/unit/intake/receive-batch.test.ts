import { makeEpisodeId } from '../../support/ids.ts';
import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { receiveBatch } from '../../../functions/intake/receive-batch.ts';
import { addMs } from '../../../shared/kernel/instant.ts';
import { receiveMessage, type Received } from '../../../shared/intake/receive-message.ts';
import { createNotificationSequences } from '../../../shared/intake/record-notification.ts';
import { limitSequences } from '../../../shared/kernel/run-in-sequence-by-key.ts';
import { DIRECTORY } from '../../support/directory.ts';
import {
  buildFound,
  buildReported,
  buildUpdated,
  NORFOLK_FORCE,
  RECEIVED_AT,
} from '../../support/messages.ts';
import type { EpisodeStore } from '../../../shared/episodes/episode-store.ts';
import { createMemoryStores } from '../../support/core-stores.ts';

const record = (messageId: string, body: string): SQSEvent['Records'][number] => ({
  messageId,
  body,
  receiptHandle: `handle-of-${messageId}`,
  attributes: {
    SentTimestamp: String(Date.parse(RECEIVED_AT)),
    ApproximateFirstReceiveTimestamp: String(Date.parse(RECEIVED_AT) + 5),
    ApproximateReceiveCount: '1',
    SenderId: 'sender',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:eu-west-2:000000000000:missing-notifications',
  awsRegion: 'eu-west-2',
});

const reported = (subject: string): string =>
  JSON.stringify(buildReported({ subject, id: `report-of-${subject}` }));

/** A store that fails, as an outage does, for one episode. */
const failingFor = (episodes: EpisodeStore, reference: string): EpisodeStore => ({
  ...episodes,
  readReference: (episodeId) =>
    episodeId === makeEpisodeId(NORFOLK_FORCE, reference)
      ? Promise.reject(new Error('the table does not answer'))
      : episodes.readReference(episodeId),
});

const updated = (id: string): string =>
  JSON.stringify(
    buildUpdated({ subject: 'NC-1', id: `update-${id}`, data: { riskLevel: 'high' } }),
  );

const found = (id: string): string =>
  JSON.stringify(buildFound({ subject: 'NC-1', id: `find-${id}` }));

/** Says which notifications were written at once. One of them can never be. */
const noting = (episodes: EpisodeStore, written: string[][]): EpisodeStore => ({
  ...episodes,
  write: async (write) => {
    const ids = [write, ...(write.together ?? [])].map(({ fact }) => fact.id);
    if (ids.includes('update-bad')) throw new Error('the table takes no such item');
    const done = await episodes.write(write);
    if (done.outcome === 'written') written.push(ids);
    return done;
  },
});

const receive = async (bodies: readonly string[], poison: string, hasTime = () => true) => {
  const stores = createMemoryStores();
  const received: Received[] = [];
  const faults: string[] = [];
  const written: string[][] = [];
  const ports = {
    ...stores,
    episodes: noting(failingFor(stores.episodes, poison), written),
    directory: DIRECTORY,
    backOff: () => Promise.resolve(),
    runInSequence: limitSequences(createNotificationSequences(), hasTime),
  };
  const response = await receiveBatch(
    {
      receive: (message) => receiveMessage(ports, message),
      onReceived: (outcome) => received.push(outcome),
      onFault: (messageId) => faults.push(messageId),
    },
    { Records: bodies.map((body, index) => record(`m-${index + 1}`, body)) },
  );
  const failed = response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  return { stores, received, faults, failed, written };
};

describe('a batch of messages', () => {
  it('gives back only the message that failed: its neighbours are stored', async () => {
    const bodies = [reported('NC-1'), reported('NC-2'), '{"broken', reported('NC-3')];
    const { stores, received, faults, failed } = await receive(bodies, 'NC-2');
    expect(failed).toEqual(['m-2']);
    expect(faults).toEqual(['m-2']);
    expect([...received].sort()).toEqual(['accepted', 'accepted', 'rejected']);
    for (const reference of ['NC-1', 'NC-3']) {
      const { stored } = await stores.episodes.read(makeEpisodeId(NORFOLK_FORCE, reference));
      expect(stored?.episode.status).toBe('missing');
    }
  });

  it('gives back what it has no time left to begin, and keeps what is done', async () => {
    let begun = 0;
    const finds = ['1', '2', '3'].map((id) =>
      JSON.stringify(buildFound({ subject: 'NC-1', id: `find-${id}` })),
    );
    const bodies = [reported('NC-2'), ...finds];
    const { received, failed, stores } = await receive(bodies, '', () => (begun += 1) <= 2);
    expect(received).toEqual(['accepted', 'accepted']);
    expect(failed).toEqual(['m-3', 'm-4']);
    const { facts } = await stores.episodes.read(makeEpisodeId(NORFOLK_FORCE, 'NC-1'));
    expect(facts.map(({ id }) => id)).toEqual(['find-1']);
  });

  it('writes the updates of one episode that wait together at once, each with its reply', async () => {
    const bodies = [reported('NC-1'), ...['1', '2', '3', '2'].map(updated), found('4')];
    const { received, failed, stores, written } = await receive(bodies, '');
    expect(failed).toEqual([]);
    expect(received.toSorted()).toEqual([...Array<Received>(5).fill('accepted'), 'duplicate']);
    expect(written).toEqual([['report-of-NC-1'], ['update-1', 'update-2', 'update-3'], ['find-4']]);
    const { facts, stored } = await stores.episodes.read(makeEpisodeId(NORFOLK_FORCE, 'NC-1'));
    expect(facts).toHaveLength(5);
    expect(stored?.episode.riskLevel).toBe('high');
    expect(await stores.replies.listPending(addMs(RECEIVED_AT, 5), 10)).toHaveLength(6);
  });

  it('takes in the others when one that waits with them cannot be written', async () => {
    const bodies = [reported('NC-1'), ...['1', 'bad', '3'].map(updated)];
    const { failed, stores, written } = await receive(bodies, '');
    expect(failed).toEqual(['m-3']);
    const { facts } = await stores.episodes.read(makeEpisodeId(NORFOLK_FORCE, 'NC-1'));
    expect(facts.map(({ id }) => id).sort()).toEqual(['report-of-NC-1', 'update-1', 'update-3']);
    expect(written.flat()).toEqual(['report-of-NC-1', 'update-1', 'update-3']);
  });

  it('has a reply pending since the queue first delivered the message, not since it reached the queue', async () => {
    const { stores } = await receive([reported('NC-1')], '');
    const [early, late] = [RECEIVED_AT, addMs(RECEIVED_AT, 5)];
    expect(await stores.replies.listPending(early, 10)).toEqual([]);
    expect(await stores.replies.listPending(late, 10)).toHaveLength(1);
  });

  it('never answers a message that failed for our reasons as rejected', async () => {
    const { stores } = await receive([reported('NC-2')], 'NC-2');
    const { items } = await stores.rejections.list({
      forces: [NORFOLK_FORCE, null],
      after: null,
      limit: 10,
    });
    expect(items).toEqual([]);
  });

  it('gives every message back when all fail, and does not throw', async () => {
    const again = JSON.stringify(buildReported({ subject: 'NC-2', id: 'another' }));
    const { failed } = await receive([reported('NC-2'), again], 'NC-2');
    expect(failed).toEqual(['m-1', 'm-2']);
  });
});
