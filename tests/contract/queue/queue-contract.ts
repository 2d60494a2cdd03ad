import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import {
  FIRST_RECEIVE_TIMESTAMP,
  SENT_TIMESTAMP,
  SOURCE_ATTRIBUTE,
} from '../../../shared/platform/names.ts';

/** A queue whose messages go to the dead letters when they were received three times. */
export interface QueueUnderTest {
  send(body: string, source?: string): Promise<string>;
  receive(most: number): Promise<readonly SQSRecord[]>;
  /** Receives when the visibility time of what is held has passed. */
  receiveLater(most: number): Promise<readonly SQSRecord[]>;
  delete(receiptHandle: string): Promise<void>;
  release(receiptHandle: string): Promise<void>;
  deadLetters(): Promise<readonly { readonly messageId: string; readonly body: string }[]>;
}

/** `brief`: a second; `long`: longer than any test takes. */
export type OpenQueue = (visibility: 'brief' | 'long') => Promise<QueueUnderTest>;

export const MAX_RECEIVES = 3;

const bodiesOf = (records: readonly SQSRecord[]): readonly string[] =>
  records.map(({ body }) => body).sort();

const readSource = ({ messageAttributes }: SQSRecord): string | undefined =>
  messageAttributes[SOURCE_ATTRIBUTE]?.stringValue;

const receiveOne = async (queue: QueueUnderTest): Promise<SQSRecord> => {
  const [record] = await queue.receive(1);
  if (record === undefined) throw new Error('The queue gave no message.');
  return record;
};

/** What every queue must do, in memory and on the emulator alike. */
export const describeQueue = (name: string, open: OpenQueue): void => {
  describe(`a queue ${name}`, () => {
    it('gives a message with its id, its text and the force that its attribute names', async () => {
      const queue = await open('long');
      const messageId = await queue.send('a text', 'urn:police:E23000024');
      const record = await receiveOne(queue);
      expect(record).toMatchObject({ messageId, body: 'a text', eventSource: 'aws:sqs' });
      expect(readSource(record)).toBe('urn:police:E23000024');
      expect(record.attributes.ApproximateReceiveCount).toBe('1');
    });

    it('gives a message without an attribute as such', async () => {
      const queue = await open('long');
      await queue.send('a text');
      expect((await receiveOne(queue)).messageAttributes).toEqual({});
    });

    it('gives nobody else a message that somebody holds', async () => {
      const queue = await open('long');
      await queue.send('held');
      await receiveOne(queue);
      expect(await queue.receive(10)).toEqual([]);
    });

    it('gives a message again when its visibility time has passed, with its first times kept', async () => {
      const queue = await open('brief');
      await queue.send('again', 'urn:police:E23000024');
      const first = await receiveOne(queue);
      const [second] = await queue.receiveLater(10);
      expect(second).toMatchObject({ messageId: first.messageId, body: 'again' });
      expect(second?.attributes.ApproximateReceiveCount).toBe('2');
      for (const time of [SENT_TIMESTAMP, FIRST_RECEIVE_TIMESTAMP] as const)
        expect(second?.attributes[time]).toBe(first.attributes[time]);
      expect(second === undefined ? null : readSource(second)).toBe('urn:police:E23000024');
      expect(second?.receiptHandle).not.toBe(first.receiptHandle);
    });

    it('says when a message was sent and first received, in milliseconds', async () => {
      const queue = await open('long');
      await queue.send('timed');
      const { attributes } = await receiveOne(queue);
      expect(attributes[SENT_TIMESTAMP]).toMatch(/^\d{13}$/);
      expect(Number(attributes[FIRST_RECEIVE_TIMESTAMP])).toBeGreaterThanOrEqual(
        Number(attributes[SENT_TIMESTAMP]),
      );
    });

    it('gives a deleted message to nobody any more', async () => {
      const queue = await open('brief');
      await queue.send('done');
      await queue.send('held');
      const records = await queue.receive(10);
      const done = records.find(({ body }) => body === 'done');
      await queue.delete(done?.receiptHandle ?? '');
      expect(bodiesOf(await queue.receiveLater(10))).toEqual(['held']);
    });

    it('keeps a message that is deleted with the receipt of an earlier time', async () => {
      const queue = await open('brief');
      await queue.send('kept');
      const { receiptHandle } = await receiveOne(queue);
      expect(bodiesOf(await queue.receiveLater(1))).toEqual(['kept']);
      await queue.delete(receiptHandle);
      expect(bodiesOf(await queue.receiveLater(1))).toEqual(['kept']);
    });

    it('keeps a message held that is released with the receipt of an earlier time', async () => {
      const queue = await open('long');
      await queue.send('held');
      const { receiptHandle } = await receiveOne(queue);
      await queue.release(receiptHandle);
      await receiveOne(queue);
      await queue.release(receiptHandle).catch(() => undefined);
      expect(await queue.receive(10)).toEqual([]);
    });

    it('gives a released message at once', async () => {
      const queue = await open('long');
      await queue.send('released');
      await queue.release((await receiveOne(queue)).receiptHandle);
      expect((await receiveOne(queue)).attributes.ApproximateReceiveCount).toBe('2');
    });

    it('gives at most ten messages at once, and each to one receiver', async () => {
      const queue = await open('long');
      const sent = Array.from({ length: 12 }, (_, number) => `message ${number}`);
      for (const body of sent) await queue.send(body);
      const [first, second] = [await queue.receive(10), await queue.receive(10)];
      expect([first.length, second.length]).toEqual([10, 2]);
      expect(bodiesOf([...first, ...second])).toEqual(sent.toSorted());
    });

    it('puts a message that was received too often with the dead letters, not with the receiver', async () => {
      const queue = await open('long');
      const messageId = await queue.send('poison');
      for (let time = 0; time < MAX_RECEIVES; time++)
        await queue.release((await receiveOne(queue)).receiptHandle);
      expect(await queue.deadLetters()).toEqual([]);
      expect(await queue.receive(10)).toEqual([]);
      expect(await queue.deadLetters()).toEqual([{ messageId, body: 'poison' }]);
      expect(await queue.receive(10)).toEqual([]);
    });
  });
};
