import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { sendBatch } from '../../../functions/alerts/send-batch.ts';
import { buildAlertItem } from '../../../shared/alerts/alert-item.ts';
import { at } from '../../support/facts.ts';
import { parseWakeUp } from '../../../shared/alerts/wake-ups.ts';
import { buildAlert } from '../../support/alert-world.ts';

const WRITTEN_AT = '2026-11-14T08:03:00Z';

const wakeUp = (recipient: string, wokenAt: string) => ({
  pk: `recipient#${recipient}`,
  sk: 'wake-up',
  entity: 'wake-up',
  wokenAt: at(wokenAt),
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
  const sentTo: string[] = [];
  const faults: unknown[] = [];
  const { batchItemFailures } = await sendBatch(
    {
      parseWakeUp,
      send: (recipient, now) => {
        sentTo.push(`${recipient} ${now}`);
        return recipient === failing ? Promise.reject(new Error('no store')) : Promise.resolve();
      },
      onFault: (error) => faults.push(error),
    },
    { Records: items.map((item, index) => record(index + 1, item)) },
  );
  return { sentTo, faults, failed: batchItemFailures.map((one) => one.itemIdentifier) };
};

describe('a batch of alerts and wake-ups', () => {
  it('sends to each person once, at the time of their latest wake-up', async () => {
    const { sentTo, failed } = await send([
      buildAlertItem(buildAlert(1, { wakesSender: true })),
      wakeUp('m-2', '2026-11-14T08:02Z'),
      wakeUp('m-1', '2026-11-14T08:03:20.500Z'),
    ]);
    expect(sentTo).toEqual([
      `m-1 ${at('2026-11-14T08:03:20.500Z')}`,
      `m-2 ${at('2026-11-14T08:03Z')}`,
    ]);
    expect(failed).toEqual([]);
  });

  it('is not earlier than its alert when the time of the write was cut to the minute', async () => {
    const raisedAt = at('2026-11-14T08:03:59.999Z');
    const { sentTo } = await send([buildAlertItem(buildAlert(1, { wakesSender: true, raisedAt }))]);
    expect(sentTo).toEqual([`m-1 ${raisedAt}`]);
  });

  it('gives back the first record of the person for whom the store failed; the others are sent to', async () => {
    const { sentTo, faults, failed } = await send(
      [wakeUp('m-1', WRITTEN_AT), wakeUp('m-2', WRITTEN_AT), wakeUp('m-3', WRITTEN_AT)],
      'm-2',
    );
    expect(sentTo).toHaveLength(3);
    expect([faults.length, failed]).toEqual([1, ['2']]);
  });

  it('gives back a record that is not a wake-up; the others are sent to', async () => {
    const waiting = buildAlertItem(buildAlert(1, { wakesSender: false }));
    const { sentTo, failed } = await send([wakeUp('m-2', WRITTEN_AT), waiting]);
    expect(sentTo).toEqual([`m-2 ${at(WRITTEN_AT)}`]);
    expect(failed).toEqual(['2']);
  });
});
