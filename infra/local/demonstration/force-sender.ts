import { type SQSClient, SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { SOURCE_ATTRIBUTE } from '../../../shared/platform/names.ts';
import type { SendBatch } from './play.ts';

/** Each message names its force, as the forces' own do. Rejects when the queue does not accept a message. */
export const createForceSender =
  (client: SQSClient, queueUrl: string): SendBatch =>
  async (messages) => {
    const entries = messages.map(({ body, force }, index) => ({
      Id: String(index),
      MessageBody: body,
      MessageAttributes: {
        [SOURCE_ATTRIBUTE]: { DataType: 'String', StringValue: `urn:police:${force}` },
      },
    }));
    const { Failed = [] } = await client.send(
      new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }),
    );
    if (Failed.length > 0) throw new Error(`The queue refused ${Failed.length} messages.`);
  };
