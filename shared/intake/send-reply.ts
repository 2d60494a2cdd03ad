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
  /** Raises an alarm. Called with the id of the message or the report. */
  readonly reportParked: (id: string) => void;
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

/**
 * If interrupted before the reply is marked as sent, it is sent again with the same id. One that its queue will never
 * take is parked, so that it holds up nothing.
 */
export const sendReply = async (
  { sender, outbox, reportParked }: ReplyDependencies,
  pending: PendingReply,
  at: Instant,
): Promise<'sent' | 'parked'> => {
  const { key, messageId, force } = pending;
  if ((await sender.send(force, createReplyEvent(pending))) === 'sent') {
    await outbox.markReplied(key, at);
    return 'sent';
  }
  await outbox.park(key, at);
  reportParked(messageId ?? key.sk);
  return 'parked';
};

/** The stream leads to a reply within seconds. One that is pending for longer was lost. */
const GRACE_MS = 10 * MINUTE_MS;

const PART = 100;

/**
 * Sends replies that the stream missed, oldest first, while there is time, and returns how many were overdue. One that
 * cannot be sent holds up none of the others, however many there are: the run goes on, and throws at its end, so that
 * it fails and raises the alarm.
 */
export const sendOverdueReplies = async (
  dependencies: ReplyDependencies,
  now: Instant,
  hasTime: () => boolean,
): Promise<number> => {
  const before = addMs(now, -GRACE_MS);
  const failed = new Map<string, unknown>();
  let count = 0;
  while (hasTime()) {
    const listed = await dependencies.outbox.listPending(before, PART + failed.size);
    const left = listed.filter(({ key: { pk, sk } }) => !failed.has(`${pk} ${sk}`));
    if (left.length === 0) break;
    count += left.length;
    for (const pending of left) {
      const { pk, sk } = pending.key;
      const [done] = await Promise.allSettled([sendReply(dependencies, pending, now)]);
      if (done.status === 'rejected') failed.set(`${pk} ${sk}`, done.reason);
    }
  }
  if (failed.size > 0)
    throw new AggregateError(failed.values(), `${failed.size} overdue replies could not be sent.`);
  return count;
};
