import type { Finding } from '../domain/finding.ts';
import type { Instant } from '../domain/instant.ts';

/** That a notification was known already, to be answered once for each queue message. */
export interface DuplicateReceipt {
  readonly force: string;
  readonly reference: string;
  readonly notificationId: string;
  readonly episodeId: string;
  readonly receivedAt: Instant;
  /** When the queue first handed it to us: since then a reply is owed. */
  readonly takenAt: Instant;
  readonly messageId: string;
}

export interface DuplicateStore {
  keep(receipt: DuplicateReceipt): Promise<void>;
}

/** What a force is told of one message, kept until the reply is on its queue. */
export interface PendingReply {
  /** Where it is kept: give it back to `markReplied`. */
  readonly key: { readonly pk: string; readonly sk: string };
  readonly force: string;
  readonly reference: string | null;
  readonly notificationId: string | null;
  /** The queue's message that is answered. */
  readonly messageId: string;
  readonly receivedAt: Instant;
  readonly answer:
    | {
        readonly kind: 'accepted';
        readonly episodeId: string;
        readonly warnings: readonly Pick<Finding, 'code' | 'path'>[];
      }
    | { readonly kind: 'duplicate'; readonly episodeId: string }
    | { readonly kind: 'rejected'; readonly errors: readonly Finding[] };
}

/** Replies that are owed: whoever sends one marks it afterwards, so a lost one is found again. */
export interface ReplyOutbox {
  /** Owed since before that instant, oldest first. */
  listPending(before: Instant, limit: number): Promise<readonly PendingReply[]>;
  markReplied(key: PendingReply['key'], at: Instant): Promise<void>;
}

/** Puts one CloudEvent on the reply queue of a force. */
export interface ReplySender {
  send(force: string, event: object): Promise<void>;
}
