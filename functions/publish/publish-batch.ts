import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type {
  Context,
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
} from 'aws-lambda';
import type { EvidenceChange } from '../../shared/episodes/evidence-source.ts';
import type { PendingReply } from '../../shared/episodes/pending-reply.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { readStreamRecord } from '../../shared/platform/stream-record.ts';

export interface PublishDependencies {
  /** Null when the force is not known. Throws on an item that needs no reply. */
  readonly readReply: (item: unknown) => PendingReply | null;
  readonly sendReply: (pending: PendingReply, at: Instant) => Promise<unknown>;
  readonly readEvidenceChange: (item: unknown) => EvidenceChange | null;
  readonly requestEvidence: (change: EvidenceChange) => Promise<void>;
  /** Called with the id of the message, the report or the stream record; never with its contents. */
  readonly onFault: (id: string, error: unknown) => void;
}

interface Work {
  readonly id: string;
  readonly run: () => Promise<unknown>;
}

const findWork = (dependencies: PublishDependencies, record: DynamoDBRecord): Work | null => {
  const { item, at } = readStreamRecord(record);
  const changed = dependencies.readEvidenceChange(item);
  if (changed !== null) {
    return { id: record.eventID ?? '', run: () => dependencies.requestEvidence(changed) };
  }
  const pending = dependencies.readReply(item);
  if (pending === null) return null;
  return {
    id: pending.messageId ?? pending.key.sk,
    run: () => dependencies.sendReply(pending, at),
  };
};

/**
 * Sends the reply to each receipt that was written, and requests the evidence of each episode that
 * changed, or whose child is another since a person decided so. When one fails, the others are still done. The stream delivers again what failed and
 * what follows it: a repeated reply has the same id, and rebuilding evidence twice gives the same
 * result. A reconciler finds what the stream gives up.
 */
export const publishBatch = (
  dependencies: PublishDependencies,
  event: DynamoDBStreamEvent,
  context?: Context,
): Promise<DynamoDBBatchResponse> => {
  const publishRecord = async (record: DynamoDBRecord): Promise<void> => {
    const work = findWork(dependencies, record);
    if (work === null) return;
    try {
      await work.run();
    } catch (error) {
      dependencies.onFault(work.id, error);
      throw error;
    }
  };
  const processor = new BatchProcessor(EventType.DynamoDBStreams);
  return processPartialResponse(event, publishRecord, processor, {
    ...(context === undefined ? {} : { context }),
    throwOnFullBatchFailure: false,
  });
};
