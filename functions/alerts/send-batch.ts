import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type {
  Context,
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
} from 'aws-lambda';
import { instantFromMs, type Instant } from '../../shared/kernel/instant.ts';

/** How a record of the stream becomes a message to somebody. */
export interface SendBatchDependencies {
  /** Throws on an item that wakes nobody. */
  readonly parseWakeUp: (item: unknown) => { readonly recipient: string; readonly at: Instant };
  /** Throws at a fault of the store only: what a provider cannot do is tried again by itself. */
  readonly send: (recipient: string, now: Instant) => Promise<void>;
  readonly onFault: (error: unknown) => void;
}

/**
 * Whom a record wakes the sender for, and when that was: the time of the write may be cut to the
 * minute, so it is never before what the item itself says.
 */
const readRecord = ({ parseWakeUp }: SendBatchDependencies, { dynamodb }: DynamoDBRecord) => {
  if (dynamodb?.NewImage === undefined || dynamodb.ApproximateCreationDateTime === undefined) {
    throw new Error('A stream record came without its new image or its time.');
  }
  const { recipient, at } = parseWakeUp(
    unmarshall(dynamodb.NewImage as Record<string, AttributeValue>),
  );
  const writtenAt = instantFromMs(dynamodb.ApproximateCreationDateTime * 1000);
  return { recipient, at: at > writtenAt ? at : writtenAt };
};

/** The latest time at which each recipient of the batch was woken for; records that cannot be read are left out. */
const latestOf = (
  ports: SendBatchDependencies,
  records: readonly DynamoDBRecord[],
): ReadonlyMap<string, Instant> => {
  const latest = new Map<string, Instant>();
  for (const record of records) {
    try {
      const { recipient, at } = readRecord(ports, record);
      const before = latest.get(recipient);
      if (before === undefined || at > before) latest.set(recipient, at);
    } catch (error) {
      ports.onFault(error);
    }
  }
  return latest;
};

/**
 * Tells everybody of the batch, each once, what they are to be told by the latest of their records.
 * The stream brings again what failed at a fault of ours.
 */
export const sendBatch = (
  ports: SendBatchDependencies,
  event: DynamoDBStreamEvent,
  context?: Context,
): Promise<DynamoDBBatchResponse> => {
  const latest = latestOf(ports, event.Records);
  const sending = new Map<string, Promise<void>>();
  const sendOnce = async (recipient: string, now: Instant): Promise<void> => {
    try {
      await ports.send(recipient, now);
    } catch (error) {
      ports.onFault(error);
      throw error;
    }
  };
  const takeRecord = async (record: DynamoDBRecord): Promise<void> => {
    const { recipient, at } = readRecord(ports, record);
    const sent = sending.get(recipient) ?? sendOnce(recipient, latest.get(recipient) ?? at);
    sending.set(recipient, sent);
    await sent;
  };
  const processor = new BatchProcessor(EventType.DynamoDBStreams);
  return processPartialResponse(event, takeRecord, processor, {
    ...(context === undefined ? {} : { context }),
    throwOnFullBatchFailure: false,
  });
};
