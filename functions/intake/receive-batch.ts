import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { QueueMessage, Received } from '../../shared/intake/receive-message.ts';
import { readQueueMessage } from './read-queue-message.ts';

/** What is done with one message, and who is told. */
export interface BatchPorts {
  readonly receive: (message: QueueMessage) => Promise<Received>;
  readonly onReceived: (received: Received) => void;
  /** A fault of ours: the message goes back to the queue. Only its queue id is told. */
  readonly onFault: (messageId: string, error: unknown) => void;
}

/**
 * Each message of a batch by itself: one that fails is given back to the queue by its id, its
 * neighbours are done. It never throws for a message, so no neighbour comes again for nothing.
 */
export const receiveBatch = (
  { receive, onReceived, onFault }: BatchPorts,
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
