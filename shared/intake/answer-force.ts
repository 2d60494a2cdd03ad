import { acceptedReply, duplicateReply, rejectedReply } from '../police-contract/reply.ts';
import { hash } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import { createIntelligenceEvent } from '../police-reports/report-event.ts';
import type { ReplyOutbox } from './reply-outbox.ts';
import type { ReplySender } from './reply-queues.ts';
import type { PendingResponse, PendingReply } from '../episodes/pending-reply.ts';

export interface AnswerPorts {
  readonly sender: ReplySender;
  readonly outbox: ReplyOutbox;
}

/**
 * The same for the same message, so that a force recognises a repeat: an acceptance is of the
 * notification, anything else of the queue's message.
 */
const replyIdOf = ({ force, notificationId, messageId, reply }: PendingResponse): string => {
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

const answerEventOf = (pending: PendingResponse): object => {
  const { reference, receivedAt, reply } = pending;
  const envelope = { id: replyIdOf(pending), time: receivedAt, subject: reference };
  const notificationId = pending.notificationId ?? '';
  switch (reply.kind) {
    case 'accepted':
    case 'grade-accepted':
      return acceptedReply(envelope, { notificationId, ...reply });
    case 'duplicate':
    case 'grade-duplicate':
      return duplicateReply(envelope, { notificationId, ...reply });
    case 'rejected':
      return rejectedReply(envelope, {
        notificationId: pending.notificationId,
        errors: reply.errors,
      });
  }
};

/** The CloudEvent for a force, a reply or a report: the same content however often it is made. */
export const replyEventOf = (pending: PendingReply): object =>
  pending.messageId === null
    ? createIntelligenceEvent(pending.reply.report)
    : answerEventOf(pending);

/** Sends what is owed, then marks it sent: interrupted between the two, it is sent again with the same id. */
export const answerForce = async (
  { sender, outbox }: AnswerPorts,
  pending: PendingReply,
  at: Instant,
): Promise<void> => {
  await sender.send(pending.force, replyEventOf(pending));
  await outbox.markReplied(pending.key, at);
};
