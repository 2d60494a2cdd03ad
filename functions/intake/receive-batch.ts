import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { QueueMessage, Received } from '../../shared/intake/receive-message.ts';
import { toInstant } from '../../shared/kernel/instant.ts';
import {
  FIRST_RECEIVE_TIMESTAMP,
  SENT_TIMESTAMP,
  SOURCE_ATTRIBUTE,
} from '../../shared/platform/names.ts';

export interface BatchDependencies {
  readonly receive: (message: QueueMessage) => Promise<Received>;
  readonly onReceived: (received: Received) => void;
  /** A fault of ours: the message goes back to the queue. Called with its queue id only. */
  readonly onFault: (messageId: string, error: unknown) => void;
}

/**
 * The time is when the message was sent to the queue. It is the same at every retry, so a late run
 * decides what one on time would have decided.
 */
const readQueueMessage = (record: SQSRecord): QueueMessage => ({
  messageId: record.messageId,
  body: record.body,
  receivedAt: toInstant(Number(record.attributes[SENT_TIMESTAMP])),
  firstReceivedAt: toInstant(Number(record.attributes[FIRST_RECEIVE_TIMESTAMP])),
  source: record.messageAttributes[SOURCE_ATTRIBUTE]?.stringValue ?? null,
});

export const receiveBatch = (
  { receive, onReceived, onFault }: BatchDependencies,
  event: SQSEvent,
  context?: Context,
): Promise<SQSBatchResponse> => {
  const receiveRecord = async (record: SQSRecord): Promise<void> => {
    try {
      onReceived(await receive(readQueueMessage(record)));
    } catch (error) {
      onFault(record.messageId, error);
      throw error;
    }
  };
  return processPartialResponse(event, receiveRecord, new BatchProcessor(EventType.SQS), {
    ...(context === undefined ? {} : { context }),
    throwOnFullBatchFailure: false,
  });
};
