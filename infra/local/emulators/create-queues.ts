import type { SQSClient } from '@aws-sdk/client-sqs';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  QueueNameExists,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import type { QueueModel } from '../template/stack-model.ts';
import type { SqsEmulator } from './start-sqs.ts';
import { type Endpoints, buildQueueUrl } from '../template/endpoints.ts';

/** A queue of an earlier run keeps its messages and gets the template's attributes. */
const createOrUpdate = async (client: SQSClient, endpoints: Endpoints, queue: QueueModel) => {
  const Attributes = { ...queue.attributes };
  try {
    await client.send(new CreateQueueCommand({ QueueName: queue.name, Attributes }));
  } catch (error) {
    if (!(error instanceof QueueNameExists)) throw error;
    const QueueUrl = buildQueueUrl(endpoints, queue.name);
    await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
  }
};

/** Dead-letter queues must be there before the queues that point at them. */
const sortDeadLettersFirst = (queues: readonly QueueModel[]): readonly QueueModel[] =>
  [...queues].sort(
    (a, b) => Number('RedrivePolicy' in a.attributes) - Number('RedrivePolicy' in b.attributes),
  );

export const createQueues = async (
  client: SQSClient,
  endpoints: Endpoints,
  queues: readonly QueueModel[],
): Promise<void> => {
  for (const queue of sortDeadLettersFirst(queues)) await createOrUpdate(client, endpoints, queue);
};

/**
 * Releases the messages that a killed run's functions held, so that they return in a second, not after the visibility
 * timeout. Nobody else can hold a message of a queue that only this stack reads.
 */
export const releaseHeldMessages = async (
  client: SQSClient,
  endpoints: Endpoints,
  emulator: SqsEmulator,
  queueName: string,
): Promise<void> => {
  const QueueUrl = buildQueueUrl(endpoints, queueName);
  for (const { receiptHandle } of emulator.held(queueName))
    await client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl,
        ReceiptHandle: receiptHandle,
        // Zero would be refused by the emulator's store.
        VisibilityTimeout: 1,
      }),
    );
};
