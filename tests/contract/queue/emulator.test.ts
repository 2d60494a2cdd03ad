import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLocalClock, readWallClock } from '../../../infra/local/clock.ts';
import { createQueues } from '../../../infra/local/emulators/create-queues.ts';
import {
  type QueueService,
  startQueueService,
} from '../../../infra/local/emulators/start-emulators.ts';
import { buildQueueRecord } from '../../../infra/local/sources/queue-source.ts';
import { buildQueueArn, buildQueueUrl } from '../../../infra/local/template/endpoints.ts';
import { SOURCE_ATTRIBUTE } from '../../../shared/platform/names.ts';
import { poll } from '../../support/poll.ts';
import { describeQueue, MAX_RECEIVES, type OpenQueue } from './queue-contract.ts';

const cleanup = new AsyncDisposableStack();
const clock = createLocalClock({ wallNow: readWallClock });
let service: QueueService;
let queues = 0;

beforeAll(async () => {
  service = await startQueueService(cleanup);
});

afterAll(() => cleanup.disposeAsync());

const SECONDS = { brief: '1', long: '600' };

/** As a template's queue: with dead letters, after so many receives. */
const createQueue = async (visibility: keyof typeof SECONDS) => {
  const name = `queue-${(queues += 1)}`;
  const deadLetters = `${name}-dead-letters`;
  const endpoints = { dynamodb: '', sqs: service.sqs.endpoint };
  const RedrivePolicy = JSON.stringify({
    deadLetterTargetArn: buildQueueArn(deadLetters),
    maxReceiveCount: MAX_RECEIVES,
  });
  await createQueues(service.clients.sqs, endpoints, [
    { name, attributes: { VisibilityTimeout: SECONDS[visibility], RedrivePolicy } },
    { name: deadLetters, attributes: {} },
  ]);
  return { name, url: buildQueueUrl(endpoints, name), dead: buildQueueUrl(endpoints, deadLetters) };
};

const receiveFrom = async (QueueUrl: string, most: number) => {
  const received = await service.clients.sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: most,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    }),
  );
  return received.Messages ?? [];
};

const open: OpenQueue = async (visibility) => {
  const { sqs } = service.clients;
  const { name, url: QueueUrl, dead } = await createQueue(visibility);
  const receive = async (most: number) =>
    (await receiveFrom(QueueUrl, most)).map((message) => buildQueueRecord(message, name, clock));
  return {
    send: async (MessageBody, source) => {
      const MessageAttributes =
        source === undefined
          ? {}
          : { [SOURCE_ATTRIBUTE]: { DataType: 'String', StringValue: source } };
      const sent = await sqs.send(
        new SendMessageCommand({ QueueUrl, MessageBody, MessageAttributes }),
      );
      return sent.MessageId ?? '';
    },
    receive,
    receiveLater: (most) =>
      poll('a message to be visible again', async () => {
        const records = await receive(most);
        return records.length === 0 ? null : records;
      }),
    delete: async (ReceiptHandle) => {
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    },
    release: async (ReceiptHandle) => {
      await sqs.send(
        new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }),
      );
    },
    deadLetters: async () =>
      (await receiveFrom(dead, 10)).map(({ MessageId = '', Body = '' }) => ({
        messageId: MessageId,
        body: Body,
      })),
  };
};

describeQueue('on the emulator', open);

describe('the emulator', () => {
  it('refuses an emoji in a body, which SQS takes, and takes it escaped: the contract page says so', async () => {
    const queue = await open('long');
    await expect(queue.send('{"name":"🦊"}')).rejects.toThrow('Invalid characters');
    await queue.send('{"name":"\\ud83e\\udd8a"}');
    expect((await queue.receive(10)).map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { name: '🦊' },
    ]);
  });
});
