import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { publishBatch } from '../../../functions/publish/publish-batch.ts';
import { findEvidenceChange } from '../../../shared/episodes/evidence-source.ts';
import { readPendingReply } from '../../../shared/episodes/pending-reply.ts';
import { at } from '../../support/facts.ts';

const receipt = (number: number, about: object = {}) => ({
  pk: `duplicate#m-${number}`,
  sk: 'receipt',
  entity: 'duplicate',
  force: 'E23000024',
  reference: `NC-${number}`,
  notificationId: `n-${number}`,
  episodeId: `ep-${number}`,
  messageId: `m-${number}`,
  receivedAt: at('2026-11-20T10:00Z'),
  ...about,
});

const record = (number: number, item: object): DynamoDBRecord => ({
  eventID: `event-${number}`,
  eventName: 'INSERT',
  dynamodb: {
    SequenceNumber: String(number),
    ApproximateCreationDateTime: Date.parse('2026-11-20T10:00:01Z') / 1000,
    NewImage: marshall(item) as NonNullable<DynamoDBRecord['dynamodb']>['NewImage'] & object,
  },
});

const changed = (episodeId: string, about: object = {}) => ({
  pk: `episode#${episodeId}`,
  sk: 'evidence-source',
  entity: 'evidence-source',
  episodeId,
  version: 4,
  ...about,
});

/** `failing`: the message whose reply, or the episode whose hand-over, fails. */
const answer = async (items: readonly object[], failing: string) => {
  const answered: string[] = [];
  const handedOn: string[] = [];
  const faults: string[] = [];
  const { batchItemFailures } = await publishBatch(
    {
      readReply: readPendingReply,
      sendReply: ({ messageId }, time) => {
        if (messageId === failing) return Promise.reject(new Error('the queue does not answer'));
        answered.push(`${messageId} ${time}`);
        return Promise.resolve();
      },
      readEvidenceChange: findEvidenceChange,
      requestEvidence: (change) => {
        const episodeId = 'episodeId' in change ? change.episodeId : change.childId;
        if (episodeId === failing) return Promise.reject(new Error('the queue does not answer'));
        handedOn.push(episodeId);
        return Promise.resolve();
      },
      onFault: (id) => faults.push(id),
    },
    { Records: items.map((item, index) => record(index + 1, item)) },
  );
  return { answered, handedOn, faults, failed: batchItemFailures.map((one) => one.itemIdentifier) };
};

describe('a batch of receipts from the stream', () => {
  it('gives back the place of the reply that could not be sent; the others are sent', async () => {
    const { answered, faults, failed } = await answer(
      [1, 2, 3].map((n) => receipt(n)),
      'm-2',
    );
    expect(answered).toEqual([
      `m-1 ${at('2026-11-20T10:00:01Z')}`,
      `m-3 ${at('2026-11-20T10:00:01Z')}`,
    ]);
    expect([faults, failed]).toEqual([['m-2'], ['2']]);
  });

  it('gives back a record that is no receipt, so that it is seen and not passed over', async () => {
    const { failed } = await answer([receipt(1), receipt(2, { receivedAt: 'teatime' })], '');
    expect(failed).toEqual(['2']);
  });

  it('sends no reply to a rejection whose force could not be read', async () => {
    const unreadable = receipt(1, {
      entity: 'rejection',
      force: null,
      errors: [{ code: 'not-json', path: '', message: 'The message is not JSON.' }],
    });
    expect(await answer([unreadable], '')).toEqual({
      answered: [],
      handedOn: [],
      faults: [],
      failed: [],
    });
  });
});

describe('a batch from the stream with episodes whose evidence may have changed', () => {
  it('forwards each of them, and sends the pending replies', async () => {
    const { answered, handedOn, failed } = await answer(
      [changed('ep-1'), receipt(1), changed('ep-2')],
      '',
    );
    expect(handedOn).toEqual(['ep-1', 'ep-2']);
    expect(answered).toHaveLength(1);
    expect(failed).toEqual([]);
  });

  it('loses no reply by a hand-over that fails', async () => {
    const { answered, handedOn, faults, failed } = await answer(
      [changed('ep-1'), receipt(1), changed('ep-2')],
      'ep-1',
    );
    expect(answered).toHaveLength(1);
    expect(handedOn).toEqual(['ep-2']);
    expect([faults, failed]).toEqual([['event-1'], ['1']]);
  });

  it('loses no hand-over by a reply that fails', async () => {
    const { handedOn, failed } = await answer([receipt(1), changed('ep-1')], 'm-1');
    expect(handedOn).toEqual(['ep-1']);
    expect(failed).toEqual(['1']);
  });

  it('gives back one that names no episode, so that it is seen and not passed over', async () => {
    const { episodeId: _, ...nameless } = changed('ep-1');
    const { handedOn, failed } = await answer([nameless], '');
    expect(handedOn).toEqual([]);
    expect(failed).toEqual(['1']);
  });
});
