import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { applyBatch } from '../../../functions/evidence/apply-batch.ts';
import { formatEvidenceMessage } from '../../../shared/episodes/evidence-source.ts';

const record = (number: number, body: string): SQSRecord => ({
  messageId: `m-${number}`,
  receiptHandle: '',
  body,
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: '',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: '',
  awsRegion: 'eu-west-2',
});

const applyAll = async (bodies: readonly string[], failing = '') => {
  const applied: string[] = [];
  const faults: string[] = [];
  let [atOnce, most] = [0, 0];
  const { batchItemFailures } = await applyBatch(
    {
      apply: async (episodeId) => {
        most = Math.max(most, (atOnce += 1));
        await new Promise((resolve) => setImmediate(resolve));
        atOnce -= 1;
        if (episodeId === failing) throw new Error('the table does not answer');
        applied.push(episodeId);
      },
      onFault: (messageId) => faults.push(messageId),
    },
    { Records: bodies.map((body, index) => record(index + 1, body)) },
  );
  return { applied, faults, most, failed: batchItemFailures.map((one) => one.itemIdentifier) };
};

const work = (...ids: readonly string[]) => ids.map(formatEvidenceMessage);

describe('A batch of evidence work', () => {
  it('is done episode by episode, one after the other', async () => {
    const { applied, most, failed } = await applyAll(work('ep-1', 'ep-2', 'ep-3'));
    expect(applied).toEqual(['ep-1', 'ep-2', 'ep-3']);
    expect([most, failed]).toEqual([1, []]);
  });

  it('gives back the one that failed, and does the others', async () => {
    const { applied, faults, failed } = await applyAll(work('ep-1', 'ep-2', 'ep-3'), 'ep-2');
    expect(applied).toEqual(['ep-1', 'ep-3']);
    expect([faults, failed]).toEqual([['m-2'], ['m-2']]);
  });

  it('gives back all when all failed, without failing itself', async () => {
    const { failed } = await applyAll(work('ep-1'), 'ep-1');
    expect(failed).toEqual(['m-1']);
  });

  it.each(['', 'no JSON', '{}', '{"episodeId":""}', '{"episodeId":"ep-1","name":"Sam"}'])(
    'gives back a message that is none of ours: %s',
    async (body) => {
      const { applied, failed } = await applyAll([body]);
      expect([applied, failed]).toEqual([[], ['m-1']]);
    },
  );
});
