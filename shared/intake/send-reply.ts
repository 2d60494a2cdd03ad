import type { PendingReply, PendingResponse } from '../episodes/pending-reply.ts';
import { hash } from '../kernel/hash.ts';
import { addMs, type Instant, MINUTE_MS } from '../kernel/instant.ts';
import {
  createAcceptedReply,
  createDuplicateReply,
  createRejectedReply,
} from '../police-contract/reply.ts';
import { createIntelligenceEvent } from '../police-reports/report-event.ts';
import type { ReplyOutbox, ReplySender } from './reply-outbox.ts';

export interface ReplyDependencies {
  readonly sender: ReplySender;
  readonly outbox: ReplyOutbox;
}

/**
 * The same each time the reply is sent: from the notification for an acceptance, from the queue
 * message for any other reply.
 */
const createReplyId = ({ force, notificationId, messageId, reply }: PendingResponse): string => {
  switch (reply.kind) {
    case 'accepted':
    case 'grade-accepted':
      return hash('accepted', force, notificationId ?? '');
    case 'duplicate':
    case 'grade-duplicate':
      return hash('duplicate', messageId);
    case 'rejected':
      return hash('rejected', messageId);
  }
};

const createResponse = (pending: PendingResponse): object => {
  const { reference, receivedAt, reply } = pending;
  const envelope = { id: createReplyId(pending), time: receivedAt, subject: reference };
  const notificationId = pending.notificationId ?? '';
  switch (reply.kind) {
    case 'accepted':
    case 'grade-accepted':
      return createAcceptedReply(envelope, { notificationId, ...reply });
    case 'duplicate':
    case 'grade-duplicate':
      return createDuplicateReply(envelope, { notificationId, ...reply });
    case 'rejected':
      return createRejectedReply(envelope, {
        notificationId: pending.notificationId,
        errors: reply.errors,
      });
  }
};

export const createReplyEvent = (pending: PendingReply): object =>
  pending.messageId === null
    ? createIntelligenceEvent(pending.reply.report)
    : createResponse(pending);

/** If interrupted before the reply is marked as sent, it is sent again with the same id. */
export const sendReply = async (
  { sender, outbox }: ReplyDependencies,
  pending: PendingReply,
  at: Instant,
): Promise<void> => {
  await sender.send(pending.force, createReplyEvent(pending));
  await outbox.markReplied(pending.key, at);
};

/** The stream leads to a reply within seconds. One that is pending for longer was lost. */
const GRACE_MS = 10 * MINUTE_MS;

const MOST_OVERDUE = 500;

/**
 * Sends replies that the stream missed, oldest first, at most 500, and returns how many. One that
 * cannot be sent holds up none of the others: the run goes on, and throws at its end, so that it
 * fails and raises the alarm.
 */
export const sendOverdueReplies = async (
  dependencies: ReplyDependencies,
  now: Instant,
): Promise<number> => {
  const overdue = await dependencies.outbox.listPending(addMs(now, -GRACE_MS), MOST_OVERDUE);
  const failures: unknown[] = [];
  for (const pending of overdue) {
    try {
      await sendReply(dependencies, pending, now);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} overdue replies could not be sent.`);
  return overdue.length;
};
