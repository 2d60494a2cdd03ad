import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type {
  Context,
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
} from 'aws-lambda';
import type { Instant } from '../../shared/domain/instant.ts';
import type { PendingReply } from '../../shared/ports.ts';
import { readStreamedItem } from './read-streamed-item.ts';

/** How a record becomes a reply, and who is told when it does not. */
export interface AnswerBatchPorts {
  /** Null when there is nobody to answer. Throws on an item that is no receipt. */
  readonly readReply: (item: unknown) => PendingReply | null;
  readonly answer: (pending: PendingReply, at: Instant) => Promise<void>;
  readonly onFault: (messageId: string, error: unknown) => void;
}

/**
 * Each receipt that was written is answered. The stream brings again what failed and what follows
 * it; a reply that is sent twice has the same id, and what is given up is found by the reconciler.
 */
export const answerBatch = (
  { readReply, answer, onFault }: AnswerBatchPorts,
  event: DynamoDBStreamEvent,
  context?: Context,
): Promise<DynamoDBBatchResponse> => {
  const answerRecord = async (record: DynamoDBRecord): Promise<void> => {
    const { item, at } = readStreamedItem(record);
    const pending = readReply(item);
    if (pending === null) return;
    try {
      await answer(pending, at);
    } catch (error) {
      onFault(pending.messageId, error);
      throw error;
    }
  };
  const processor = new BatchProcessor(EventType.DynamoDBStreams);
  return processPartialResponse(event, answerRecord, processor, {
    ...(context === undefined ? {} : { context }),
    throwOnFullBatchFailure: false,
  });
};
