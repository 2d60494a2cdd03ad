import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { publishBatch } from '../../../functions/publish/publish-batch.ts';
import { sendOverdueReplies } from '../../../shared/intake/send-reply.ts';
import { INTELLIGENCE_EXAMPLE } from '../../../shared/police-contract/documentation/intelligence-examples.ts';
import { intelligenceEventSchema } from '../../../shared/police-contract/intelligence-event-schema.ts';
import { readPendingReply } from '../../../shared/episodes/pending-reply.ts';
import { buildReportWrites } from '../../../shared/episodes/report-store.ts';
import type { IntelligenceReport } from '../../../shared/intelligence/report.ts';
import { addMs, HOUR_MS, type Instant } from '../../../shared/kernel/instant.ts';
import { sendReply } from '../../../shared/intake/send-reply.ts';
import { at } from '../../support/facts.ts';
import { createReportWorld, FORCE } from '../../support/report-world.ts';
import { NOW } from '../../support/work-world.ts';
import { readValue } from '../../support/results.ts';

const { reportId, authority, submittedAt, items, text, handling } = INTELLIGENCE_EXAMPLE.data;

/** What the stream brings once a report is written. */
const record = (): DynamoDBRecord => {
  const [write] = buildReportWrites('ep-1', {
    reportId,
    force: FORCE,
    authority,
    at: at('2026-11-18T15:10Z'),
    submittedOn: submittedAt,
    items: items as IntelligenceReport['items'],
    text,
    handling: handling as IntelligenceReport['handling'],
  });
  if (write === undefined || !('put' in write)) throw new Error('Nothing is written.');
  return {
    eventName: 'INSERT',
    dynamodb: {
      SequenceNumber: '1',
      ApproximateCreationDateTime: Date.parse('2026-11-18T15:10:01Z') / 1000,
      NewImage: marshall(write.put) as NonNullable<DynamoDBRecord['dynamodb']>['NewImage'] & object,
    },
  };
};

describe('a report that was written', () => {
  let sent: { force: string; event: object }[];
  let marked: string[];
  let faults: string[];
  beforeEach(() => {
    [sent, marked, faults] = [[], [], []];
  });

  const follow = (queue: 'answers' | 'fails') =>
    publishBatch(
      {
        readReply: readPendingReply,
        sendReply: (pending, time) =>
          sendReply(
            {
              sender: {
                send: (force, event) => {
                  if (queue === 'fails') return Promise.reject(new Error('no queue'));
                  sent.push({ force, event });
                  return Promise.resolve('sent');
                },
              },
              outbox: {
                listPending: () => Promise.resolve([]),
                markReplied: ({ sk }, when) => {
                  marked.push(`${sk} ${when}`);
                  return Promise.resolve();
                },
                park: () => Promise.reject(new Error('nothing is refused for good')),
              },
              reportParked: () => undefined,
            },
            pending,
            time,
          ),
        readEvidenceChange: () => null,
        requestEvidence: () => Promise.resolve(),
        onFault: (id) => faults.push(id),
      },
      { Records: [record()] },
    );

  it("goes on its force's queue as the contract says, and is marked as sent", async () => {
    expect((await follow('answers')).batchItemFailures).toEqual([]);
    expect(sent.map(({ force }) => force)).toEqual([FORCE]);
    const event = intelligenceEventSchema.parse(sent[0]?.event);
    expect(event).toEqual({ ...INTELLIGENCE_EXAMPLE, id: event.id });
    expect(marked).toEqual([`to-police#${reportId} ${at('2026-11-18T15:10:01Z')}`]);
  });

  it('is given back to the stream when the queue does not answer; only its id is logged', async () => {
    const { batchItemFailures } = await follow('fails');
    expect(batchItemFailures).toEqual([{ itemIdentifier: '1' }]);
    expect([faults, marked]).toEqual([[`to-police#${reportId}`], []]);
  });
});

describe('a report that was lost on its way', () => {
  it('is sent by the reconciler after ten minutes, once, and is the event that it was', async () => {
    const world = await createReportWorld();
    readValue(await world.send());
    for (const pending of await world.stores.replies.listPending(NOW, 100)) {
      if (pending.messageId !== null) await world.stores.replies.markReplied(pending.key, NOW);
    }
    const sent: object[] = [];
    const send = (_: string, event: object) => {
      sent.push(event);
      return Promise.resolve('sent' as const);
    };
    const ports = { sender: { send }, outbox: world.stores.replies, reportParked: () => undefined };
    const reconcile = (when: Instant) => sendOverdueReplies(ports, when, () => true);
    expect(await reconcile(addMs(NOW, HOUR_MS / 60))).toBe(0);
    expect(await reconcile(addMs(NOW, HOUR_MS))).toBe(1);
    expect(await reconcile(addMs(NOW, 2 * HOUR_MS))).toBe(0);
    expect(sent).toHaveLength(1);
    expect((await world.list())[0]).toMatchObject({ state: 'sent', sentAt: addMs(NOW, HOUR_MS) });
  });
});
