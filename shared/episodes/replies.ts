import type { Finding } from '../kernel/finding.ts';
import type { Instant } from '../kernel/instant.ts';
import type { IntelligenceReport } from '../intelligence/report.ts';

/** What a notification is about: an episode, or a report of ours that it grades. */
export type NotificationSubject = { readonly episodeId: string } | { readonly reportId: string };

/** That a notification was known already, to be answered once for each queue message. */
export type DuplicateReceipt = NotificationSubject & {
  readonly force: string;
  readonly reference: string;
  readonly notificationId: string;
  readonly receivedAt: Instant;
  /** When the queue first handed it to us: since then a reply is owed. */
  readonly firstReceivedAt: Instant;
  readonly messageId: string;
};

export interface DuplicateStore {
  keep(receipt: DuplicateReceipt): Promise<void>;
}

type Warnings = readonly Pick<Finding, 'code' | 'path'>[];

/** Where something is kept that is owed to a force: give the key back to `markReplied`. */
interface Owed {
  readonly key: { readonly pk: string; readonly sk: string };
  readonly force: string;
}

/** What a force is told of one message, kept until the reply is on its queue. */
export interface PendingResponse extends Owed {
  readonly reference: string | null;
  readonly notificationId: string | null;
  /** The queue's message that is answered. */
  readonly messageId: string;
  readonly receivedAt: Instant;
  readonly reply:
    | { readonly kind: 'accepted'; readonly episodeId: string; readonly warnings: Warnings }
    | { readonly kind: 'grade-accepted'; readonly reportId: string; readonly warnings: Warnings }
    | { readonly kind: 'duplicate'; readonly episodeId: string }
    | { readonly kind: 'grade-duplicate'; readonly reportId: string }
    | { readonly kind: 'rejected'; readonly errors: readonly Finding[] };
}

/** What an authority tells a force of its own accord: it answers no message. */
interface PendingReport extends Owed {
  readonly messageId: null;
  readonly reply: { readonly kind: 'report'; readonly report: IntelligenceReport };
}

/** What is owed to a force. */
export type PendingReply = PendingResponse | PendingReport;

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
