import * as z from 'zod';
import type { ItemKey } from '../database/table.ts';
import { intelligenceReportSchema } from '../intelligence/report.ts';
import { FINDING_CODES } from '../police-contract/finding.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { type Instant, instantSchema } from '../kernel/instant.ts';
import { CORE_TABLE, ENTITY } from '../platform/names.ts';

const { repliesPending } = CORE_TABLE.indexes;

/** One partition is enough: few replies are pending, and each leaves the index once it is sent. */
export const PENDING_PARTITION = 'pending';

/** Replies that no queue takes, until a person has mended the cause. */
export const PARKED_PARTITION = 'parked';

/**
 * The time is when we first received the message, not when it joined the queue: after an outage of
 * ours every reply would seem lost before it could be sent.
 */
export const buildPendingKeys = (firstReceivedAt: Instant): Record<string, string> => ({
  [repliesPending.partitionKey]: PENDING_PARTITION,
  [repliesPending.sortKey]: firstReceivedAt,
});

export const notificationKey = (force: string, notificationId: string): ItemKey => ({
  pk: `notification#${force}#${notificationId}`,
  sk: 'message',
});

const text = z.string();

const key = { pk: text, sk: text };

const code = z.enum(FINDING_CODES);

const received = { ...key, messageId: text, receivedAt: instantSchema };

const identified = { ...received, force: text, notificationId: text };

const warnings = z.array(z.object({ code, path: text }));

const pendingItemSchema = z.discriminatedUnion('entity', [
  z.object({
    ...identified,
    entity: z.literal(ENTITY.notification),
    reference: text,
    episodeId: text,
    warnings,
  }),
  z.object({ ...identified, entity: z.literal(ENTITY.grade), reportId: text, warnings }),
  z.object({
    ...identified,
    entity: z.literal(ENTITY.duplicate),
    reference: text,
    episodeId: text.optional(),
    reportId: text.optional(),
  }),
  z.object({
    ...received,
    entity: z.literal(ENTITY.rejection),
    force: text.nullable(),
    reference: text.nullable(),
    notificationId: text.nullable(),
    errors: z.array(z.object({ code, path: text, message: text })),
  }),
  z.object({ ...key, entity: z.literal(ENTITY.report), report: intelligenceReportSchema }),
]);

const knownFields = { contentHash: text, messageId: text };

export const knownNotificationSchema = z.union([
  z.object({ ...knownFields, episodeId: text }),
  z.object({ ...knownFields, reportId: text }),
]);
export type KnownNotification = Immutable<z.infer<typeof knownNotificationSchema>>;

export type NotificationSubject = { readonly episodeId: string } | { readonly reportId: string };

type PendingItem = Immutable<z.infer<typeof pendingItemSchema>>;
type Receipt = Exclude<PendingItem, { entity: 'intelligence-report' }>;
type ReportItem = Extract<PendingItem, { entity: 'intelligence-report' }>;
type Warnings = Extract<PendingItem, { entity: 'notification' }>['warnings'];
type Errors = Extract<PendingItem, { entity: 'rejection' }>['errors'];

interface Pending {
  readonly key: ItemKey;
  readonly force: string;
}

export interface PendingResponse extends Pending {
  readonly reference: string | null;
  readonly notificationId: string | null;
  readonly messageId: string;
  readonly receivedAt: Instant;
  readonly reply:
    | { readonly kind: 'accepted'; readonly episodeId: string; readonly warnings: Warnings }
    | { readonly kind: 'grade-accepted'; readonly reportId: string; readonly warnings: Warnings }
    | { readonly kind: 'duplicate'; readonly episodeId: string }
    | { readonly kind: 'grade-duplicate'; readonly reportId: string }
    | { readonly kind: 'rejected'; readonly errors: Errors };
}

interface PendingReport extends Pending {
  readonly messageId: null;
  readonly reply: { readonly kind: 'report'; readonly report: ReportItem['report'] };
}

export type PendingReply = PendingResponse | PendingReport;

const chooseDuplicateReply = ({
  episodeId,
  reportId,
}: Extract<Receipt, { entity: 'duplicate' }>): PendingResponse['reply'] => {
  if (reportId !== undefined) return { kind: 'grade-duplicate', reportId };
  if (episodeId !== undefined) return { kind: 'duplicate', episodeId };
  throw new Error('The receipt of a duplicate names neither an episode nor a report.');
};

const chooseReply = (item: Receipt): PendingResponse['reply'] => {
  switch (item.entity) {
    case 'notification':
      return { kind: 'accepted', episodeId: item.episodeId, warnings: item.warnings };
    case 'intelligence-grade':
      return { kind: 'grade-accepted', reportId: item.reportId, warnings: item.warnings };
    case 'duplicate':
      return chooseDuplicateReply(item);
    case 'rejection':
      return { kind: 'rejected', errors: item.errors };
  }
};

const findReference = (item: Receipt): string | null =>
  item.entity === 'intelligence-grade' ? item.reportId : item.reference;

/**
 * Null when the force is not known, so that no reply can be sent. Throws on an item that needs no
 * reply.
 */
export const readPendingReply = (item: unknown): PendingReply | null => {
  const pending = pendingItemSchema.parse(item);
  const key = { pk: pending.pk, sk: pending.sk };
  if (pending.entity === 'intelligence-report') {
    const { report } = pending;
    return { key, force: report.force, messageId: null, reply: { kind: 'report', report } };
  }
  if (pending.force === null) return null;
  const { force, notificationId, messageId, receivedAt } = pending;
  return {
    key,
    force,
    reference: findReference(pending),
    notificationId,
    messageId,
    receivedAt,
    reply: chooseReply(pending),
  };
};
