import type { Instant } from '../../../shared/kernel/instant.ts';
import type { NotificationKind } from '../../../shared/police-contract/allowed-values.ts';
import { formatInUtc } from './rhythm.ts';
import type { Fields } from './event-data.ts';
import type { PlannedEvent } from './plan-events.ts';
import type { FindingCode } from '../../../shared/police-contract/finding.ts';

export interface FeedMessage {
  readonly sentAt: Instant;
  readonly body: string;
  readonly force: string;
  readonly reference: string;
  /** `late` and `correction` are valid messages. */
  readonly kind: NotificationKind | 'correction' | 'late' | 'duplicate' | 'malformed' | 'id-reused';
  /** The expected reply when the messages arrive in this order. */
  readonly expected: 'accepted' | 'duplicate' | 'rejected';
  readonly error: FindingCode | null;
}

/** Earliest sent first; never ambiguous, so that a feed is the same on every machine. */
export const compareSent = (a: FeedMessage, b: FeedMessage): number => {
  if (a.sentAt !== b.sentAt) return a.sentAt < b.sentAt ? -1 : 1;
  return a.body < b.body ? -1 : Number(a.body > b.body);
};

export interface PoliceEvent {
  readonly specversion: string;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: string;
  readonly data: Fields;
}

export const wrapEvent = (
  event: PlannedEvent,
  envelope: { id: string; force: string; reference: string },
): PoliceEvent => ({
  specversion: '1.0',
  id: envelope.id,
  source: `urn:police:${envelope.force}`,
  type: `uk.police.missing-child.${event.kind}.v1`,
  subject: envelope.reference,
  time: formatInUtc(event.at),
  datacontenttype: 'application/json',
  data: event.data,
});
