import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Table } from '../database/table.ts';
import {
  PARKED_PARTITION,
  PENDING_PARTITION,
  type PendingReply,
  readPendingReply,
} from '../episodes/pending-reply.ts';
import type { Instant } from '../kernel/instant.ts';
import { describeFault } from '../platform/fault.ts';
import { CORE_TABLE } from '../platform/names.ts';
import { FaultError } from '../kernel/fault-error.ts';

const { repliesPending } = CORE_TABLE.indexes;

export interface ReplyOutbox {
  listPending(before: Instant, limit: number): Promise<readonly PendingReply[]>;
  markReplied(key: PendingReply['key'], at: Instant): Promise<void>;
  /** It is pending no longer, and kept where a person finds it. */
  park(key: PendingReply['key'], at: Instant): Promise<void>;
}

export const createReplyOutbox = (table: Table): ReplyOutbox => ({
  listPending: async (before, limit) => {
    const entries = await table.readIndex({
      index: repliesPending,
      partition: PENDING_PARTITION,
      from: ' ',
      to: before,
      order: 'ascending',
      limit,
    });
    const items = await table.getMany(entries.map(({ key }) => key));
    return items
      .filter((item) => repliesPending.partitionKey in item)
      .flatMap((item) => readPendingReply(item) ?? []);
  },
  markReplied: (key, at) =>
    table.amend(key, { repliedAt: at }, [repliesPending.partitionKey, repliesPending.sortKey]),
  park: (key, at) =>
    table.amend(key, { parkedAt: at, [repliesPending.partitionKey]: PARKED_PARTITION }, []),
});

export interface ReplySender {
  /** `refused`: the queue will never take this event. Throws when it may take it later. */
  send(force: string, event: object): Promise<'sent' | 'refused'>;
}

/** JSON that every queue can carry: all but ASCII is escaped (police contract). */
export const formatAsciiJson = (event: object): string =>
  JSON.stringify(event).replaceAll(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Throws also when a force has no reply queue, which is a fault of ours. */
export const createReplySender = (
  queueUrls: Readonly<Record<string, string>>,
  client: SQSClient = new SQSClient({}),
): ReplySender => ({
  send: async (force, event) => {
    const QueueUrl = queueUrls[force];
    if (QueueUrl === undefined)
      throw new FaultError('settings', `No reply queue is configured for force ${force}.`);
    try {
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody: formatAsciiJson(event) }));
      return 'sent';
    } catch (error) {
      if (describeFault(error).code === 'refused-by-aws') return 'refused';
      throw error;
    }
  },
});
