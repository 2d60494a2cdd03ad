import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parseEvidenceMessage } from '../../shared/episodes/evidence-source.ts';

export interface ApplyBatchDependencies {
  readonly apply: (episodeId: string) => Promise<unknown>;
  /** Called with the queue id of the failed message, never with its contents. The message returns to the queue. */
  readonly onFault: (messageId: string, error: unknown) => void;
}

/**
 * One message after another: at the same time they would only conflict over the same cells. A message that fails returns
 * to the queue and the others are done.
 */
export const applyBatch = (
  { apply, onFault }: ApplyBatchDependencies,
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
