import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parseEvidenceMessage } from '../../shared/episodes/evidence-source.ts';

/** What is done for one episode, and who is told when that fails. */
export interface ApplyBatchPorts {
  readonly apply: (episodeId: string) => Promise<unknown>;
  /** The message goes back to the queue. Only its queue id is told. */
  readonly onFault: (messageId: string, error: unknown) => void;
}

/**
 * Each message of a batch by itself and one after the other: together they would only wait for each other's cells. One
 * that fails is given back to the queue by its id, its neighbours are done.
 */
export const applyBatch = (
  { apply, onFault }: ApplyBatchPorts,
  event: SQSEvent,
  context?: Context,
): Promise<SQSBatchResponse> => {
  const applyRecord = async ({ messageId, body }: SQSRecord): Promise<void> => {
    try {
      await apply(parseEvidenceMessage(body));
    } catch (error) {
      onFault(messageId, error);
      throw error;
    }
  };
  return processPartialResponse(event, applyRecord, new BatchProcessor(EventType.SQS), {
    ...(context === undefined ? {} : { context }),
    processInParallel: false,
    throwOnFullBatchFailure: false,
  });
};
