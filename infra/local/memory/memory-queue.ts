import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type Instant, toMs } from '../../../shared/kernel/instant.ts';
import { readFailedItems } from '../sources/event-source.ts';
import {
  FIRST_RECEIVE_TIMESTAMP,
  SENT_TIMESTAMP,
  SOURCE_ATTRIBUTE,
} from '../../../shared/platform/names.ts';

export interface QueueSettings {
  readonly visibilityMs: number;
  /** A message that was received so often without being deleted goes to the dead letters. */
  readonly maxReceiveCount: number;
}

/** A function that a queue starts. */
export type BatchReader = (event: SQSEvent) => Promise<SQSBatchResponse>;

interface Queued {
  readonly messageId: string;
  readonly body: string;
  readonly source: string | null;
  readonly sentMs: number;
  firstReceivedMs: number | null;
  receiveCount: number;
  visibleFromMs: number;
}

/** A standard queue: at least once, in no promised order. Time is an argument. */
export interface MemoryQueue {
  send(body: string, at: Instant, source?: string | null): string;
  /** Visible messages, at most ten, earliest first; each is invisible until it is deleted or its visibility time ends. */
  receive(at: Instant, most: number): readonly SQSRecord[];
  /** With the receipt of an earlier time it does nothing: somebody else may have the message by now. */
  delete(receiptHandle: string): void;
  /** Starts a function with one batch. What failed waits for the end of its visibility time. False when there was none. */
  deliver(at: Instant, most: number, reader: BatchReader): Promise<boolean>;
  /** Makes a received message visible at this instant. Does nothing with the receipt of an earlier time. */
  release(receiptHandle: string, at: Instant): void;
  /** Waiting or received, and not deleted. */
  size(): number;
  /** How often the message was received that was received most often. */
  mostReceives(): number;
  nextVisibleMs(): number | null;
  deadLetters(): readonly SQSRecord[];
}

/** SQS gives no more at once. */
const MOST_AT_ONCE = 10;

const makeReceiptHandle = ({
  messageId,
  receiveCount,
}: Pick<Queued, 'messageId' | 'receiveCount'>): string => `${messageId}/${receiveCount}`;

const toRecord = ({ messageId, body, source, sentMs, firstReceivedMs, receiveCount }: Queued) => ({
  messageId,
  body,
  receiptHandle: makeReceiptHandle({ messageId, receiveCount }),
  attributes: {
    [SENT_TIMESTAMP]: String(sentMs),
    [FIRST_RECEIVE_TIMESTAMP]: String(firstReceivedMs ?? sentMs),
    ApproximateReceiveCount: String(receiveCount),
    SenderId: 'memory',
  } as SQSRecord['attributes'],
  messageAttributes:
    source === null ? {} : { [SOURCE_ATTRIBUTE]: { dataType: 'String', stringValue: source } },
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:eu-west-2:000000000000:memory',
  awsRegion: 'eu-west-2',
});

export const createMemoryQueue = (
  name: string,
  { visibilityMs, maxReceiveCount }: QueueSettings,
): MemoryQueue => {
  const messages = new Map<string, Queued>();
  const dead: Queued[] = [];
  let sent = 0;
  const moveToDeadLetters = (message: Queued): void => {
    messages.delete(message.messageId);
    dead.push(message);
  };
  const receiveOne = (message: Queued, nowMs: number): SQSRecord => {
    message.receiveCount += 1;
    message.firstReceivedMs ??= nowMs;
    message.visibleFromMs = nowMs + visibilityMs;
    return toRecord(message);
  };
  const receive: MemoryQueue['receive'] = (at, most) => {
    const nowMs = toMs(at);
    const visible = [...messages.values()].filter((one) => one.visibleFromMs <= nowMs);
    visible.filter((one) => one.receiveCount >= maxReceiveCount).forEach(moveToDeadLetters);
    return visible
      .filter((one) => one.receiveCount < maxReceiveCount)
      .slice(0, Math.min(most, MOST_AT_ONCE))
      .map((one) => receiveOne(one, nowMs));
  };
  const findHeld = (receiptHandle: string): Queued | undefined => {
    const message = messages.get(receiptHandle.slice(0, receiptHandle.lastIndexOf('/')));
    if (message === undefined || makeReceiptHandle(message) !== receiptHandle) return undefined;
    return message;
  };
  const deleteOne = (receiptHandle: string): void => {
    const message = findHeld(receiptHandle);
    if (message !== undefined) messages.delete(message.messageId);
  };
  return {
    send: (body, at, source = null) => {
      const messageId = `${name}-${(sent += 1)}`;
      const sentMs = toMs(at);
      messages.set(messageId, {
        messageId,
        body,
        source,
        sentMs,
        firstReceivedMs: null,
        receiveCount: 0,
        visibleFromMs: sentMs,
      });
      return messageId;
    },
    receive,
    deliver: async (at, most, reader) => {
      const Records = [...receive(at, most)];
      if (Records.length === 0) return false;
      const ids = Records.map(({ messageId }) => messageId);
      const failed = readFailedItems({ ok: true, response: await reader({ Records }) }, ids, true);
      for (const { messageId, receiptHandle } of Records)
        if (!failed.has(messageId)) deleteOne(receiptHandle);
      return true;
    },
    delete: deleteOne,
    release: (receiptHandle, at) => {
      const message = findHeld(receiptHandle);
      if (message !== undefined) message.visibleFromMs = toMs(at);
    },
    size: () => messages.size,
    mostReceives: () =>
      Math.max(0, ...[...messages.values()].map(({ receiveCount }) => receiveCount)),
    nextVisibleMs: () =>
      messages.size === 0
        ? null
        : Math.min(...[...messages.values()].map((one) => one.visibleFromMs)),
    deadLetters: () => dead.map(toRecord),
  };
};
