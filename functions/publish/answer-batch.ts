import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type {
  Context,
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
} from 'aws-lambda';
import type { Instant } from '../../shared/kernel/instant.ts';
import { readStreamedItem } from './read-streamed-item.ts';
import type { PendingReply } from '../../shared/episodes/pending-reply.ts';

/** How a record becomes a reply, or evidence work, and who is told when it does not. */
export interface AnswerBatchPorts {
  /** Null when there is nobody to answer. Throws on an item that is no receipt. */
  readonly readReply: (item: unknown) => PendingReply | null;
  readonly answer: (pending: PendingReply, at: Instant) => Promise<void>;
  /** The episode whose evidence may have changed; null when the item is not about that. */
  readonly readChangedEpisode: (item: unknown) => string | null;
  readonly handOn: (episodeId: string) => Promise<void>;
  /** Of what it was about, only an id is told: of the message that is answered, of the report, or of the stream's record. */
  readonly onFault: (id: string, error: unknown) => void;
}

/** What is to be done about a record, and by what id it is told when that fails. */
interface Duty {
  readonly id: string;
  readonly fulfil: () => Promise<void>;
}

const dutyOf = (ports: AnswerBatchPorts, record: DynamoDBRecord): Duty | null => {
  const { item, at } = readStreamedItem(record);
  const changed = ports.readChangedEpisode(item);
  if (changed !== null) {
    return { id: record.eventID ?? '', fulfil: () => ports.handOn(changed) };
  }
  const pending = ports.readReply(item);
  if (pending === null) return null;
  return { id: pending.messageId ?? pending.key.sk, fulfil: () => ports.answer(pending, at) };
};

/**
 * Each receipt that was written is answered, and each episode whose evidence may have changed is handed on; whatever of
 * it fails, the rest is done. The stream brings again what failed and what follows it; a reply that is sent twice has
 * the same id, evidence that is made twice is the same, and what is given up is found by a reconciler.
 */
export const answerBatch = (
  ports: AnswerBatchPorts,
  event: DynamoDBStreamEvent,
  context?: Context,
): Promise<DynamoDBBatchResponse> => {
  const answerRecord = async (record: DynamoDBRecord): Promise<void> => {
    const duty = dutyOf(ports, record);
    if (duty === null) return;
    try {
      await duty.fulfil();
    } catch (error) {
      ports.onFault(duty.id, error);
      throw error;
    }
  };
  const processor = new BatchProcessor(EventType.DynamoDBStreams);
  return processPartialResponse(event, answerRecord, processor, {
    ...(context === undefined ? {} : { context }),
    throwOnFullBatchFailure: false,
  });
};
