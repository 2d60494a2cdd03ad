import { acceptedReply, duplicateReply, rejectedReply } from '../contracts/replies.ts';
import { digest } from '../domain/identity.ts';
import type { Instant } from '../domain/instant.ts';
import type { PendingReply, ReplyOutbox, ReplySender } from '../ports.ts';

export interface AnswerPorts {
  readonly sender: ReplySender;
  readonly outbox: ReplyOutbox;
}

/**
 * The same for the same message, so that a force recognises a repeat: an acceptance is of the
 * notification, anything else of the queue's message.
 */
const replyIdOf = ({ force, notificationId, messageId, answer }: PendingReply): string =>
  answer.kind === 'accepted'
    ? digest('accepted', force, notificationId ?? '')
    : digest(answer.kind, messageId);

/** The CloudEvent for a force: the same content however often it is made. */
export const replyEventOf = (pending: PendingReply): object => {
  const { reference, notificationId, receivedAt, answer } = pending;
  const envelope = { id: replyIdOf(pending), time: receivedAt, subject: reference };
  switch (answer.kind) {
    case 'accepted':
      return acceptedReply(envelope, {
        notificationId: notificationId ?? '',
        episodeId: answer.episodeId,
        warnings: answer.warnings,
      });
    case 'duplicate':
      return duplicateReply(envelope, {
        notificationId: notificationId ?? '',
        episodeId: answer.episodeId,
      });
    case 'rejected':
      return rejectedReply(envelope, { notificationId, errors: answer.errors });
  }
};

/** Sends the reply, then marks it sent: interrupted between the two, it is sent again with the same id. */
export const answerForce = async (
  { sender, outbox }: AnswerPorts,
  pending: PendingReply,
  at: Instant,
): Promise<void> => {
  await sender.send(pending.force, replyEventOf(pending));
  await outbox.markReplied(pending.key, at);
};
