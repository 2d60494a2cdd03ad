import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type EvidenceQueue, formatEvidenceMessage } from '../episodes/evidence-source.ts';
import { FaultError } from '../kernel/fault-error.ts';

/** SQS's limit for a batch. */
const MOST_AT_ONCE = 10;

const send = async (
  client: SQSClient,
  QueueUrl: string,
  episodeIds: readonly string[],
): Promise<void> => {
  const Entries = episodeIds.map((episodeId, index) => ({
    Id: String(index),
    MessageBody: formatEvidenceMessage(episodeId),
  }));
  const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  if (Failed.length > 0)
    throw new FaultError('refused-by-aws', `The queue refused ${Failed.length} messages.`);
};

/** Throws if the queue refused any of them: send all of them again. */
export const createEvidenceQueue = (
  queueUrl: string,
  client: SQSClient = new SQSClient({}),
): EvidenceQueue => ({
  request: async (episodeIds) => {
    for (let start = 0; start < episodeIds.length; start += MOST_AT_ONCE) {
      await send(client, queueUrl, episodeIds.slice(start, start + MOST_AT_ONCE));
    }
  },
});
