import type { Finding } from '../kernel/finding.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Page } from '../kernel/page.ts';

/** A message that could not be used, kept whole with what was wrong. */
export interface Rejection {
  readonly rejectionId: string;
  /** Null when not even the force could be read. */
  readonly force: string | null;
  readonly notificationId: string | null;
  readonly reference: string | null;
  readonly errors: readonly Finding[];
  readonly receivedAt: Instant;
  /** When the queue first handed it to us: since then a reply is owed. */
  readonly firstReceivedAt: Instant;
  readonly messageId: string;
  readonly body: string;
}

export interface RejectionListQuery {
  /** `null` stands for messages whose force could not be read. */
  readonly forces: readonly (string | null)[];
  readonly after: string | null;
  readonly limit: number;
}

export interface RejectionStore {
  /** Keeps it once, however often it is called for the same queue message. */
  keep(rejection: Rejection): Promise<void>;
  get(rejectionId: string): Promise<Rejection | null>;
  /** Newest first. */
  list(query: RejectionListQuery): Promise<Page<Omit<Rejection, 'body'>>>;
}
