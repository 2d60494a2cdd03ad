import { CORE_TABLE, ENTITY } from '../platform/names.ts';
import * as z from 'zod';
import type { ItemKey } from '../database/table.ts';
import type { IntelligenceReport } from '../intelligence/report.ts';
import { type Finding, FINDING_CODES } from '../kernel/finding.ts';
import { intelligenceReportSchema } from '../intelligence/report.ts';
import { type Instant, instantSchema } from '../kernel/instant.ts';

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

/** What is known of a notification id that was stored before. */
export type KnownNotification = NotificationSubject & {
  readonly contentHash: string;
  readonly messageId: string;
};

const known = { contentHash: z.string(), messageId: z.string() };

/** What is told of an id that a force used before, for an episode or to grade a report. */
export const knownNotification: z.ZodType<KnownNotification> = z.union([
  z.object({ ...known, episodeId: z.string() }),
  z.object({ ...known, reportId: z.string() }),
]);

/** The raw message, and the identity of the notification: an id is used once in a force. */
export const notificationKey = (force: string, notificationId: string): ItemKey => ({
  pk: `notification#${force}#${notificationId}`,
  sk: 'message',
});

/** What a notification is about: an episode, or a report of ours that it grades. */
export type NotificationSubject = { readonly episodeId: string } | { readonly reportId: string };

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

const text = z.string();

const key = { pk: text, sk: text };

const code = z.enum(FINDING_CODES);

/** Of a message of a force. */
const received = { ...key, messageId: text, receivedAt: instantSchema };

const identified = { ...received, force: text, notificationId: text };

const warnings = z.array(z.object({ code, path: text }));

/** What still owes something to a force, by its entity. */
export const owedItem = z.discriminatedUnion('entity', [
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
    /** Of a grade that was known. */
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

export type OwedItem = z.infer<typeof owedItem>;
