import * as z from 'zod';
import { FINDING_CODES } from '../../domain/finding.ts';
import type { Instant } from '../../domain/instant.ts';
import { CORE_TABLE, ENTITY } from '../../platform/names.ts';
import type { PendingReply } from '../../ports.ts';
import { storedInstant } from './stored-facts.ts';

const { repliesPending } = CORE_TABLE.indexes;

/** One partition is enough: what is owed is little, and leaves the index once it is sent. */
export const PENDING_PARTITION = 'pending';

/**
 * The attributes by which an owed reply is found, until it is sent. Not since the message came to the
 * queue: after an outage of ours every reply would seem lost before it could be sent.
 */
export const pendingSince = (takenAt: Instant): Record<string, string> => ({
  [repliesPending.partitionKey]: PENDING_PARTITION,
  [repliesPending.sortKey]: takenAt,
});

const text = z.string();
const key = { pk: text, sk: text };
const code = z.enum(FINDING_CODES);
const received = { messageId: text, receivedAt: storedInstant };

const owed = z.discriminatedUnion('entity', [
  z.object({
    ...key,
    ...received,
    entity: z.literal(ENTITY.notification),
    force: text,
    reference: text,
    notificationId: text,
    episodeId: text,
    warnings: z.array(z.object({ code, path: text })),
  }),
  z.object({
    ...key,
    ...received,
    entity: z.literal(ENTITY.duplicate),
    force: text,
    reference: text,
    notificationId: text,
    episodeId: text,
  }),
  z.object({
    ...key,
    ...received,
    entity: z.literal(ENTITY.rejection),
    force: text.nullable(),
    reference: text.nullable(),
    notificationId: text.nullable(),
    errors: z.array(z.object({ code, path: text, message: text })),
  }),
]);

type Owed = z.infer<typeof owed>;

const answerOf = (item: Owed): PendingReply['answer'] => {
  switch (item.entity) {
    case 'notification':
      return { kind: 'accepted', episodeId: item.episodeId, warnings: item.warnings };
    case 'duplicate':
      return { kind: 'duplicate', episodeId: item.episodeId };
    case 'rejection':
      return { kind: 'rejected', errors: item.errors };
  }
};

/**
 * The reply that an item of the table owes to a force; null when the force is not known, so that
 * there is nobody to answer. Throws on an item that is not a receipt.
 */
export const pendingReplyOf = (item: unknown): PendingReply | null => {
  const receipt = owed.parse(item);
  if (receipt.force === null) return null;
  const { pk, sk, force, reference, notificationId, messageId, receivedAt } = receipt;
  return {
    key: { pk, sk },
    force,
    reference,
    notificationId,
    messageId,
    receivedAt,
    answer: answerOf(receipt),
  };
};
