import type { SQSRecord } from 'aws-lambda';
import { instantFromMs } from '../../shared/kernel/instant.ts';
import {
  FIRST_RECEIVE_TIMESTAMP,
  SENT_TIMESTAMP,
  SOURCE_ATTRIBUTE,
} from '../../shared/platform/names.ts';
import type { QueueMessage } from '../../shared/intake/receive-message.ts';

/**
 * A record of the queue as the use case takes it. The time is when the queue took the message in:
 * it stays the same over retries, so a late or repeated run decides what an on-time one would have.
 */
export const readQueueMessage = (record: SQSRecord): QueueMessage => ({
  messageId: record.messageId,
  body: record.body,
  receivedAt: instantFromMs(Number(record.attributes[SENT_TIMESTAMP])),
  firstReceivedAt: instantFromMs(Number(record.attributes[FIRST_RECEIVE_TIMESTAMP])),
  source: record.messageAttributes[SOURCE_ATTRIBUTE]?.stringValue ?? null,
});
