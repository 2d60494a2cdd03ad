import type { Instant } from '../kernel/instant.ts';
import type { RejectionStore } from './rejections.ts';
import type { RecordPorts } from './record-notification.ts';
import type { ReportStore } from '../episodes/report-store.ts';
import type { DuplicateStore } from './duplicate-store.ts';

/** One message of the queue, as it came. */
export interface QueueMessage {
  readonly messageId: string;
  readonly body: string;
  /** When the queue took it in: the receiver's time, the same however often it is delivered. */
  readonly receivedAt: Instant;
  /** When the queue first handed it to us, however often since. */
  readonly firstReceivedAt: Instant;
  /** The `source` that the sender set beside the body; null when none. */
  readonly source: string | null;
}

export interface ReceivePorts extends RecordPorts {
  readonly rejections: RejectionStore;
  readonly duplicates: DuplicateStore;
  readonly reports: Pick<ReportStore, 'findForce' | 'writeGrade'>;
}

export type Received = 'accepted' | 'duplicate' | 'rejected' | 'seen-before';
