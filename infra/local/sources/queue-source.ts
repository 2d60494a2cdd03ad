import type { Message, SQSClient, MessageAttributeValue } from '@aws-sdk/client-sqs';
import { DeleteMessageBatchCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { LocalClock } from '../clock.ts';
import type { SqsEmulator } from '../emulators/start-sqs.ts';
import type { LocalFunction } from '../functions/local-function.ts';
import type { QueueSourceModel } from '../template/stack-model.ts';
import { pause } from './event-source.ts';
import { type EventSource, readFailedItems } from './event-source.ts';
import type { SQSMessageAttribute, SQSRecord } from 'aws-lambda';
import { REGION, buildQueueArn } from '../template/endpoints.ts';

export interface QueueSourceOptions {
  readonly model: QueueSourceModel;
  readonly queueUrl: string;
  readonly client: SQSClient;
  readonly emulator: SqsEmulator;
  readonly clock: LocalClock;
  readonly target: LocalFunction;
  readonly concurrency: number;
  readonly onTrouble: (error: unknown) => void;
}

/** SQS returns at most 10 messages and waits at most 20 seconds. */
const MOST_AT_ONCE = 10;
const LONG_POLL_SECONDS = 20;
const RECOVERY_MS = 500;
const DRAIN_CHECK_MS = 20;
/** How often a batch that is not full looks for more, while its batching window is open. */
const WINDOW_CHECK_MS = 100;

class QueueSource implements EventSource {
  readonly id: string;
  readonly #options: QueueSourceOptions;
  readonly #ending = new AbortController();
  #readers: readonly Promise<void>[] = [];
  /** How many wait until the queue is empty: a batch then takes what is there, and its window closes. */
  #waiting = 0;

  constructor(options: QueueSourceOptions) {
    this.id = options.model.id;
    this.#options = options;
  }

  start(): void {
    this.#readers = Array.from({ length: this.#options.concurrency }, () => this.#readOn());
  }

  async waitUntilEmpty(): Promise<void> {
    this.#waiting += 1;
    while (!this.#ending.signal.aborted && this.#hasMessages())
      await pause(DRAIN_CHECK_MS, this.#ending.signal);
    this.#waiting -= 1;
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await Promise.all(this.#readers);
  }

  #hasMessages(): boolean {
    const { waiting, delayed, inFlight } = this.#options.emulator.depth(
      this.#options.model.queueName,
    );
    return waiting + delayed + inFlight > 0;
  }

  async #readOn(): Promise<void> {
    while (!this.#ending.signal.aborted) {
      try {
        const batch = await this.#gather();
        if (batch.length > 0) await this.#deliver(batch);
      } catch (error) {
        if (this.#isEnding()) return;
        this.#options.onTrouble(error);
        await pause(RECOVERY_MS, this.#ending.signal);
      }
    }
  }

  /** One batch: what the first wait returns, and what arrives within the batching window. */
  async #gather(): Promise<Message[]> {
    const { batchSize, windowSeconds } = this.#options.model;
    const batch = await this.#receive(batchSize, LONG_POLL_SECONDS);
    const closesAt = performance.now() + windowSeconds * 1000;
    while (batch.length > 0 && batch.length < batchSize && !this.#ending.signal.aborted) {
      const more = await this.#receive(batchSize - batch.length, 0);
      batch.push(...more);
      if (more.length > 0) continue;
      if (this.#waiting > 0 || performance.now() >= closesAt) break;
      await pause(WINDOW_CHECK_MS, this.#ending.signal);
    }
    return batch;
  }

  async #receive(wanted: number, waitSeconds: number): Promise<Message[]> {
    const received = await this.#options.client.send(
      new ReceiveMessageCommand({
        QueueUrl: this.#options.queueUrl,
        MaxNumberOfMessages: Math.min(wanted, MOST_AT_ONCE),
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal: this.#ending.signal },
    );
    return received.Messages ?? [];
  }

  /** A message that failed stays on the queue: it returns after the visibility timeout, or goes to the dead letters. */
  async #deliver(batch: readonly Message[]): Promise<void> {
    const { model, clock, target } = this.#options;
    const Records = batch.map((message) => buildQueueRecord(message, model.queueName, clock));
    const outcome = await target.invoke({ Records });
    const ids = Records.map((record) => record.messageId);
    const failed = readFailedItems(outcome, ids, model.reportsItemFailures);
    await this.#delete(Records.filter((record) => !failed.has(record.messageId)));
  }

  async #delete(done: readonly { readonly receiptHandle: string }[]): Promise<void> {
    for (let from = 0; from < done.length; from += MOST_AT_ONCE) {
      const Entries = done
        .slice(from, from + MOST_AT_ONCE)
        .map(({ receiptHandle }, i) => ({ Id: String(i), ReceiptHandle: receiptHandle }));
      await this.#options.client.send(
        new DeleteMessageBatchCommand({ QueueUrl: this.#options.queueUrl, Entries }),
      );
    }
  }

  #isEnding(): boolean {
    return this.#ending.signal.aborted;
  }
}

export const createQueueSource = (options: QueueSourceOptions): EventSource =>
  new QueueSource(options);

const encodeBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const buildAttribute = (value: MessageAttributeValue): SQSMessageAttribute => ({
  ...(value.StringValue === undefined ? {} : { stringValue: value.StringValue }),
  ...(value.BinaryValue === undefined ? {} : { binaryValue: encodeBase64(value.BinaryValue) }),
  stringListValues: [],
  binaryListValues: [],
  dataType: value.DataType ?? 'String',
});

const buildAttributes = (message: Message): SQSRecord['messageAttributes'] =>
  Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [
      name,
      buildAttribute(value),
    ]),
  );

/** The emulator uses the wall clock; functions get local time. */
const toLocalTimestamp = (wallMs: string | undefined, clock: LocalClock): string =>
  String(wallMs === undefined ? clock.nowMs() : clock.atWallMs(Number(wallMs)));

const buildSystemAttributes = (message: Message, clock: LocalClock): SQSRecord['attributes'] => {
  const { SentTimestamp, ApproximateFirstReceiveTimestamp, ...others } = message.Attributes ?? {};
  return {
    ...others,
    ApproximateReceiveCount: others.ApproximateReceiveCount ?? '1',
    SenderId: others.SenderId ?? '',
    SentTimestamp: toLocalTimestamp(SentTimestamp, clock),
    ApproximateFirstReceiveTimestamp: toLocalTimestamp(ApproximateFirstReceiveTimestamp, clock),
  };
};

export const buildQueueRecord = (
  message: Message,
  queueName: string,
  clock: LocalClock,
): SQSRecord => ({
  messageId: message.MessageId ?? '',
  receiptHandle: message.ReceiptHandle ?? '',
  body: message.Body ?? '',
  attributes: buildSystemAttributes(message, clock),
  messageAttributes: buildAttributes(message),
  ...(message.MD5OfMessageAttributes === undefined
    ? {}
    : { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
  md5OfBody: message.MD5OfBody ?? '',
  eventSource: 'aws:sqs',
  eventSourceARN: buildQueueArn(queueName),
  awsRegion: REGION,
});
