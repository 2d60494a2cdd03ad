import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { InvocationResult } from '../../infra/local/functions/local-function.ts';
import type { Failure, StreamedRecord } from '../../infra/local/sources/stream-delivery.ts';
import { StreamDelivery } from '../../infra/local/sources/stream-delivery.ts';

const now = Date.parse('2026-11-21T09:00:00Z');

const record = (sequenceNumber: string, ageSeconds = 0): StreamedRecord => ({
  record: { dynamodb: { SequenceNumber: sequenceNumber } },
  sequenceNumber,
  madeAtWallMs: now - ageSeconds * 1000,
});

const ok = (response: unknown = null): InvocationResult => ({ ok: true, requestId: 'r', response });
const failed: InvocationResult = {
  ok: false,
  requestId: 'r',
  error: { errorType: 'Error', errorMessage: 'made to fail' },
};
const failures = (...ids: string[]): InvocationResult =>
  ok({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });

const idsIn = (records: readonly DynamoDBRecord[]): string =>
  records.map(({ dynamodb }) => dynamodb?.SequenceNumber).join('');

const RULES = {
  reportsItemFailures: true,
  maximumRetries: 2,
  maximumAgeSeconds: -1,
  bisects: false,
};

/** Delivers records `a`, `b`, … to a function with given results, and records all that happens. */
const deliver = async (
  batch: readonly StreamedRecord[],
  answer: (ids: string) => InvocationResult,
  rules: Partial<typeof RULES> = {},
) => {
  const invoked: string[] = [];
  const checkpoints: string[] = [];
  const givenUp: (readonly [string, Failure['because']])[] = [];
  const delivery = new StreamDelivery(
    { ...RULES, ...rules },
    {
      invoke: ({ Records }) => {
        invoked.push(idsIn(Records));
        return Promise.resolve(answer(idsIn(Records)));
      },
      checkpoint: (id) => {
        checkpoints.push(id);
      },
      giveUp: (given, { because }) => {
        givenUp.push([given.map(({ sequenceNumber }) => sequenceNumber).join(''), because]);
        return Promise.resolve();
      },
      wallNow: () => now,
      pauseBefore: () => Promise.resolve(),
      isStopping: () => false,
    },
  );
  await delivery.deliver(batch);
  return { invoked, checkpoints, givenUp };
};

const abcd = ['a', 'b', 'c', 'd'].map((id) => record(id));

describe('a batch of a stream', () => {
  it('is done with in one go when all succeeds', async () => {
    const { invoked, checkpoints } = await deliver(abcd, () => ok());
    expect(invoked).toEqual(['abcd']);
    expect(checkpoints).toEqual(['d']);
  });

  it('comes again from its first failed record on', async () => {
    let requests = 0;
    const { invoked, checkpoints } = await deliver(abcd, () => {
      requests += 1;
      return requests === 1 ? failures('d', 'c') : ok();
    });
    expect(invoked).toEqual(['abcd', 'cd']);
    expect(checkpoints).toEqual(['b', 'd']);
  });

  it('comes again whole when the function fails, or reports a record that was not in it', async () => {
    const answers = [failed, failures('z'), ok()];
    const { invoked } = await deliver(abcd, () => answers.shift() ?? ok());
    expect(invoked).toEqual(['abcd', 'abcd', 'abcd']);
  });

  it('is dropped after the retries of the template, and later records go on', async () => {
    const { invoked, givenUp, checkpoints } = await deliver(abcd, () => failed);
    expect(invoked).toEqual(['abcd', 'abcd', 'abcd']);
    expect(givenUp).toEqual([['abcd', 'RetryAttemptsExhausted']]);
    expect(checkpoints).toEqual(['d']);
  });

  it('is halved until the one bad record is alone, so that only that is dropped', async () => {
    const answer = (ids: string) => (ids.includes('c') ? failed : ok());
    const { invoked, givenUp } = await deliver(abcd, answer, { bisects: true });
    expect(invoked).toEqual(['abcd', 'ab', 'cd', 'c', 'c', 'c', 'd']);
    expect(givenUp).toEqual([['c', 'RetryAttemptsExhausted']]);
  });

  it('keeps to itself the failures it was not asked to report', async () => {
    const { invoked } = await deliver(abcd, () => failures('a'), { reportsItemFailures: false });
    expect(invoked).toEqual(['abcd']);
  });

  it('loses records that are older than the template allows to the failure queue only', async () => {
    const batch = [record('a', 120), record('b', 61), record('c', 60), record('d')];
    const { invoked, givenUp } = await deliver(batch, () => ok(), { maximumAgeSeconds: 60 });
    expect(givenUp).toEqual([['ab', 'RecordAgeExceeded']]);
    expect(invoked).toEqual(['cd']);
  });
});
