import type { FindingCode } from '../../../shared/kernel/finding.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import type { NotificationKind } from '../../../shared/police-contract/allowed-values.ts';

/** One message of the demonstration, as a force's system puts it on the queue. */
export interface FeedMessage {
  /** When it is put on the queue. */
  readonly sentAt: Instant;
  readonly body: string;
  /** GSS code of the force that sends it. */
  readonly force: string;
  /** The missing person reference it was made for. */
  readonly reference: string;
  /** What it was made as: `late` and `correction` are usable messages of some kind. */
  readonly about:
    NotificationKind | 'correction' | 'late' | 'duplicate' | 'malformed' | 'id-reused';
  /** What the answer should be when the messages arrive in this order. */
  readonly expected: 'accepted' | 'duplicate' | 'rejected';
  /** The code with which it should be rejected; null when it should not. */
  readonly error: FindingCode | null;
}

/** Earliest sent first; never ambiguous, so that a feed is the same on every machine. */
export const compareSent = (a: FeedMessage, b: FeedMessage): number => {
  if (a.sentAt !== b.sentAt) return a.sentAt < b.sentAt ? -1 : 1;
  return a.body < b.body ? -1 : Number(a.body > b.body);
};
