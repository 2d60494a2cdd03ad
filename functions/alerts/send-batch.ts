import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type {
  Context,
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
} from 'aws-lambda';
import type { Instant } from '../../shared/kernel/instant.ts';
import { readStreamRecord } from '../../shared/platform/stream-record.ts';

export interface SendBatchDependencies {
  readonly parseWakeUp: (item: unknown) => { readonly recipient: string; readonly at: Instant };
  /** Throws when the store fails. Failures of the provider are tried again separately. */
  readonly send: (recipient: string, now: Instant) => Promise<void>;
  readonly onFault: (error: unknown) => void;
}

/**
 * The stream may give the time of the write only to the minute, so a later time in the item is used
 * instead.
 */
const readRecord = ({ parseWakeUp }: SendBatchDependencies, record: DynamoDBRecord) => {
  const { item, at: writtenAt } = readStreamRecord(record);
  const { recipient, at } = parseWakeUp(item);
  return { recipient, at: at > writtenAt ? at : writtenAt };
};

/** The latest wake-up of each recipient in the batch, without the records that cannot be read. */
const findLatest = (
  dependencies: SendBatchDependencies,
  records: readonly DynamoDBRecord[],
): ReadonlyMap<string, Instant> => {
  const latest = new Map<string, Instant>();
  for (const record of records) {
    try {
      const { recipient, at } = readRecord(dependencies, record);
      const before = latest.get(recipient);
      if (before === undefined || at > before) latest.set(recipient, at);
    } catch (error) {
      dependencies.onFault(error);
    }
  }
  return latest;
};

/**
 * Sends to each recipient in the batch once. Returns the records that failed, so that the stream
 * delivers them again.
 */
export const sendBatch = (
  dependencies: SendBatchDependencies,
  event: DynamoDBStreamEvent,
  context?: Context,
): Promise<DynamoDBBatchResponse> => {
  const latest = findLatest(dependencies, event.Records);
  const sending = new Map<string, Promise<void>>();
  const sendOnce = async (recipient: string, now: Instant): Promise<void> => {
    try {
      await dependencies.send(recipient, now);
    } catch (error) {
      dependencies.onFault(error);
      throw error;
    }
  };
  const processRecord = async (record: DynamoDBRecord): Promise<void> => {
    const { recipient, at } = readRecord(dependencies, record);
    const sent = sending.get(recipient) ?? sendOnce(recipient, latest.get(recipient) ?? at);
    sending.set(recipient, sent);
    await sent;
  };
  const processor = new BatchProcessor(EventType.DynamoDBStreams);
  return processPartialResponse(event, processRecord, processor, {
    ...(context === undefined ? {} : { context }),
    throwOnFullBatchFailure: false,
  });
};
