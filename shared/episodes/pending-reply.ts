import type { Instant } from '../kernel/instant.ts';
import { CORE_TABLE } from '../platform/names.ts';
import type { PendingResponse, PendingReply } from './replies.ts';
import { type OwedItem, owedItem } from './owed-item.ts';

const { repliesPending } = CORE_TABLE.indexes;

/** One partition is enough: what is owed is little, and leaves the index once it is sent. */
export const PENDING_PARTITION = 'pending';

/**
 * The attributes by which an owed reply is found, until it is sent. Not since the message came to the
 * queue: after an outage of ours every reply would seem lost before it could be sent.
 */
export const buildPendingKeys = (firstReceivedAt: Instant): Record<string, string> => ({
  [repliesPending.partitionKey]: PENDING_PARTITION,
  [repliesPending.sortKey]: firstReceivedAt,
});

type Receipt = Exclude<OwedItem, { entity: 'intelligence-report' }>;

const duplicateOf = ({
  episodeId,
  reportId,
}: Extract<Receipt, { entity: 'duplicate' }>): PendingResponse['reply'] => {
  if (reportId !== undefined) return { kind: 'grade-duplicate', reportId };
  if (episodeId !== undefined) return { kind: 'duplicate', episodeId };
  throw new Error('A receipt of a duplicate is about nothing.');
};

const answerOf = (item: Receipt): PendingResponse['reply'] => {
  switch (item.entity) {
    case 'notification':
      return { kind: 'accepted', episodeId: item.episodeId, warnings: item.warnings };
    case 'intelligence-grade':
      return { kind: 'grade-accepted', reportId: item.reportId, warnings: item.warnings };
    case 'duplicate':
      return duplicateOf(item);
    case 'rejection':
      return { kind: 'rejected', errors: item.errors };
  }
};

/** A grade's `subject` is the report. */
const referenceOf = (item: Receipt): string | null =>
  item.entity === 'intelligence-grade' ? item.reportId : item.reference;

/**
 * What an item of the table owes to a force, a reply or a report; null when the force is not known, so that
 * there is nobody to answer. Throws on an item that owes nothing.
 */
export const readPendingReply = (item: unknown): PendingReply | null => {
  const owed = owedItem.parse(item);
  const key = { pk: owed.pk, sk: owed.sk };
  if (owed.entity === 'intelligence-report') {
    const { report } = owed;
    return { key, force: report.force, messageId: null, reply: { kind: 'report', report } };
  }
  if (owed.force === null) return null;
  const { force, notificationId, messageId, receivedAt } = owed;
  return {
    key,
    force,
    reference: referenceOf(owed),
    notificationId,
    messageId,
    receivedAt,
    reply: answerOf(owed),
  };
};
