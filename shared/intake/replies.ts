import type * as z from 'zod';
import type { Finding } from '../kernel/finding.ts';
import type { Instant } from '../kernel/instant.ts';
import { MOST_FINDINGS } from '../police-contract/findings-list.ts';
import { REPLY_SOURCE, replyTypeOf } from '../police-contract/reply-types.ts';
import type {
  acceptedReplySchema,
  duplicateReplySchema,
  rejectedReplySchema,
} from '../police-contract/reply-schemas.ts';

export type AcceptedReply = z.output<typeof acceptedReplySchema>;
export type DuplicateReply = z.output<typeof duplicateReplySchema>;
export type RejectedReply = z.output<typeof rejectedReplySchema>;

/** What every reply carries: its own id, when it is made, and the message's `subject` where it was readable. */
export interface ReplyAttributes {
  readonly id: string;
  readonly time: Instant;
  readonly subject: string | null;
}

const attributesOf = ({ id, time, subject }: ReplyAttributes) => ({
  specversion: '1.0' as const,
  id,
  source: REPLY_SOURCE,
  ...(subject === null ? {} : { subject }),
  time,
  datacontenttype: 'application/json' as const,
});

/** What a notification was about. A grade's reply names the report only: it never leads back to a child. */
type ReplySubject = { readonly episodeId: string } | { readonly reportId: string };

const subjectOf = (subject: ReplySubject): ReplySubject =>
  'reportId' in subject ? { reportId: subject.reportId } : { episodeId: subject.episodeId };

/** The notification is stored; warnings tell what was set aside, without values. */
export const acceptedReply = (
  attributes: ReplyAttributes,
  accepted: ReplySubject & {
    readonly notificationId: string;
    readonly warnings: readonly Pick<Finding, 'code' | 'path'>[];
  },
): AcceptedReply => ({
  ...attributesOf(attributes),
  type: replyTypeOf('accepted'),
  data: {
    notificationId: accepted.notificationId,
    ...subjectOf(accepted),
    warnings: accepted.warnings.slice(0, MOST_FINDINGS).map(({ code, path }) => ({ code, path })),
  },
});

/** The notification was known already. */
export const duplicateReply = (
  attributes: ReplyAttributes,
  duplicate: ReplySubject & { readonly notificationId: string },
): DuplicateReply => ({
  ...attributesOf(attributes),
  type: replyTypeOf('duplicate'),
  data: { notificationId: duplicate.notificationId, ...subjectOf(duplicate) },
});

/** The message cannot be used; errors tell why, without values. At most 100 are sent. */
export const rejectedReply = (
  attributes: ReplyAttributes,
  rejected: { readonly notificationId: string | null; readonly errors: readonly Finding[] },
): RejectedReply => ({
  ...attributesOf(attributes),
  type: replyTypeOf('rejected'),
  data: {
    ...(rejected.notificationId === null ? {} : { notificationId: rejected.notificationId }),
    errors: rejected.errors
      .slice(0, MOST_FINDINGS)
      .map(({ code, path, message }) => ({ code, path, message })),
  },
});
