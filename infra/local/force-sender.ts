import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { SOURCE_ATTRIBUTE } from '../../shared/platform/names.ts';
import type { SendBatch } from './demonstration/play.ts';

/** Sends to a queue as the forces do, each message naming its force. Fails when any was not taken. */
export const createForceSender = (client: SQSClient, queueUrl: string): SendBatch => {
  return async (messages) => {
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
};
