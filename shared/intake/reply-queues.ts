import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
/** Sends to each force's reply queue. Throws when a force has none: that is a fault of ours. */
export const createReplyQueues = (
  queueUrls: Readonly<Record<string, string>>,
  client: SQSClient = new SQSClient({}),
): ReplySender => ({
  send: async (force, event) => {
    const QueueUrl = queueUrls[force];
    if (QueueUrl === undefined) throw new Error(`No reply queue is configured for force ${force}.`);
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(event) }));
  },
});

/** Puts one CloudEvent on the reply queue of a force. */
export interface ReplySender {
  send(force: string, event: object): Promise<void>;
}
