import { makeEpisodeId } from '../../support/ids.ts';
import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { receiveBatch } from '../../../functions/intake/receive-batch.ts';
import { addMs } from '../../../shared/kernel/instant.ts';
import { receiveMessage, type Received } from '../../../shared/intake/receive-message.ts';
import { createSequences, limitSequences } from '../../../shared/kernel/run-in-sequence-by-key.ts';
import { DIRECTORY } from '../../support/directory.ts';
import { buildReported, buildUpdated, NORFOLK_FORCE, RECEIVED_AT } from '../../support/messages.ts';
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

const receive = async (bodies: readonly string[], poison: string, hasTime = () => true) => {
  const stores = createMemoryStores();
  const received: Received[] = [];
  const faults: string[] = [];
  const ports = {
    ...stores,
    episodes: failingFor(stores.episodes, poison),
    directory: DIRECTORY,
    backOff: () => Promise.resolve(),
    runInSequence: limitSequences(createSequences(), hasTime),
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
  return { stores, received, faults, failed };
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
    const updates = ['1', '2', '3'].map((id) =>
      JSON.stringify(buildUpdated({ subject: 'NC-1', id: `update-${id}` })),
    );
    const bodies = [reported('NC-2'), ...updates];
    const { received, failed, stores } = await receive(bodies, '', () => (begun += 1) <= 2);
    expect(received).toEqual(['accepted', 'accepted']);
    expect(failed).toEqual(['m-3', 'm-4']);
    const { facts } = await stores.episodes.read(makeEpisodeId(NORFOLK_FORCE, 'NC-1'));
    expect(facts.map(({ id }) => id)).toEqual(['update-1']);
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
