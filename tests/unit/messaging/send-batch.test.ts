import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { sendBatch } from '../../../functions/alerts/send-batch.ts';
import { alertItem } from '../../../shared/alerts/alert-item.ts';
import { wakingOf } from '../../../shared/messaging/waking-item.ts';
import { alertNumber } from '../../support/alerts.ts';
import { at } from '../../support/facts.ts';

const WRITTEN_AT = '2026-11-14T08:03:00Z';

const bell = (recipient: string, rungAt: string) => ({
  pk: `recipient#${recipient}`,
  sk: 'bell',
  entity: 'alert-bell',
  rungAt: at(rungAt),
});

const record = (number: number, item: object): DynamoDBRecord => ({
  eventName: 'INSERT',
  dynamodb: {
    SequenceNumber: String(number),
    ApproximateCreationDateTime: Date.parse(WRITTEN_AT) / 1000,
    NewImage: marshall(item) as NonNullable<DynamoDBRecord['dynamodb']>['NewImage'] & object,
  },
});

const send = async (items: readonly object[], failing = 'nobody') => {
  const told: string[] = [];
  const faults: unknown[] = [];
  const { batchItemFailures } = await sendBatch(
    {
      readWaking: wakingOf,
      send: (recipient, now) => {
        told.push(`${recipient} ${now}`);
        return recipient === failing ? Promise.reject(new Error('no store')) : Promise.resolve();
      },
      onFault: (error) => faults.push(error),
    },
    { Records: items.map((item, index) => record(index + 1, item)) },
  );
  return { told, faults, failed: batchItemFailures.map((one) => one.itemIdentifier) };
};

describe('a batch of alerts and bells', () => {
  it('tells each person once, at the latest time that woke anybody for them', async () => {
    const { told, failed } = await send([
      alertItem(alertNumber(1, { wakes: true })),
      bell('m-2', '2026-11-14T08:02Z'),
      bell('m-1', '2026-11-14T08:03:20.500Z'),
    ]);
    expect(told).toEqual([
      `m-1 ${at('2026-11-14T08:03:20.500Z')}`,
      `m-2 ${at('2026-11-14T08:03Z')}`,
    ]);
    expect(failed).toEqual([]);
  });

  it('is not earlier than what it tells, when the time of the write was cut to the minute', async () => {
    const raisedAt = at('2026-11-14T08:03:59.999Z');
    const { told } = await send([alertItem(alertNumber(1, { wakes: true, raisedAt }))]);
    expect(told).toEqual([`m-1 ${raisedAt}`]);
  });

  it('gives back the first record of whom the store failed; the others are told', async () => {
    const { told, faults, failed } = await send(
      [bell('m-1', WRITTEN_AT), bell('m-2', WRITTEN_AT), bell('m-3', WRITTEN_AT)],
      'm-2',
    );
    expect(told).toHaveLength(3);
    expect([faults.length, failed]).toEqual([1, ['2']]);
  });

  it('gives back a record that wakes nobody, so that it is seen; the others are told', async () => {
    const waiting = alertItem(alertNumber(1, { wakes: false }));
    const { told, failed } = await send([bell('m-2', WRITTEN_AT), waiting]);
    expect(told).toEqual([`m-2 ${at(WRITTEN_AT)}`]);
    expect(failed).toEqual(['2']);
  });
});
