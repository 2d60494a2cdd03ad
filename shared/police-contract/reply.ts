import * as z from 'zod';
import type { Instant } from '../kernel/instant.ts';
import { MOST_FINDINGS } from './findings.ts';
import { type Finding, FINDING_CODES } from './finding.ts';

export const REPLY_SOURCE = 'urn:authority-service' as const;

type ReplyKind = 'accepted' | 'duplicate' | 'rejected';

export const createReplyType = <Reply extends ReplyKind>(reply: Reply) =>
  `uk.authority.missing-child.${reply}.v1` as const;

const code = z.enum(FINDING_CODES).meta({ description: 'What is wrong.' });
const path = z.string().meta({
  description: 'JSON pointer to it (RFC 6901); empty for the message as a whole.',
  examples: ['/data/child/upn'],
});
const notificationId = z.string().meta({ description: '`id` of the notification.' });
const episodeId = z.string().meta({ description: 'Our id of the episode.' });
const reportId = z.string().meta({ description: 'Id of the report that was graded.' });
const warnings = z
  .array(z.object({ code, path }))
  .max(MOST_FINDINGS)
  .meta({ description: 'What was ignored, and what a person should look at.' });

const OF_AN_EPISODE = 'Of a notification about an episode.';
const OF_A_GRADE = 'Of a grade: never of which episode.';

const createReplySchema = <Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  z.object({
    specversion: z.literal('1.0'),
    id: z.string().meta({
      description: 'The same whenever the same reply is sent again.',
      examples: ['reply-0001'],
    }),
    source: z.literal(REPLY_SOURCE),
    type: z.literal(type),
    subject: z
      .string()
      .meta({ description: "The message's `subject`, where it could be read." })
      .exactOptional(),
    time: z.string().meta({ format: 'date-time', description: 'When the reply was made.' }),
    datacontenttype: z.literal('application/json'),
    data: data.meta({ description: 'What became of the message.' }),
  });

export const acceptedReplySchema = createReplySchema(
  createReplyType('accepted'),
  z.union([
    z.object({ notificationId, episodeId, warnings }).meta({ description: OF_AN_EPISODE }),
    z.object({ notificationId, reportId, warnings }).meta({ description: OF_A_GRADE }),
  ]),
).meta({
  title: 'Accepted',
  description: 'The notification is stored.',
});

export const duplicateReplySchema = createReplySchema(
  createReplyType('duplicate'),
  z.union([
    z.object({ notificationId, episodeId }).meta({ description: OF_AN_EPISODE }),
    z.object({ notificationId, reportId }).meta({ description: OF_A_GRADE }),
  ]),
).meta({
  title: 'Duplicate',
  description: 'The notification was known already; no effect.',
});

export const rejectedReplySchema = createReplySchema(
  createReplyType('rejected'),
  z.object({
    notificationId: notificationId.exactOptional(),
    errors: z
      .array(z.object({ code, path, message: z.string().meta({ description: 'In words.' }) }))
      .min(1)
      .max(MOST_FINDINGS)
      .meta({ description: 'Everything that is wrong.' }),
  }),
).meta({
  title: 'Rejected',
  description: 'The message cannot be used. It is kept, and an operator is alerted.',
});

export type AcceptedReply = z.output<typeof acceptedReplySchema>;
export type DuplicateReply = z.output<typeof duplicateReplySchema>;
export type RejectedReply = z.output<typeof rejectedReplySchema>;

export interface ReplyAttributes {
  readonly id: string;
  readonly time: Instant;
  readonly subject: string | null;
}

const createAttributes = ({ id, time, subject }: ReplyAttributes) => ({
  specversion: '1.0' as const,
  id,
  source: REPLY_SOURCE,
  ...(subject === null ? {} : { subject }),
  time,
  datacontenttype: 'application/json' as const,
});

/** A grade's reply names the report only, so it never leads back to a child. */
type ReplySubject = { readonly episodeId: string } | { readonly reportId: string };

const chooseSubject = (subject: ReplySubject): ReplySubject =>
  'reportId' in subject ? { reportId: subject.reportId } : { episodeId: subject.episodeId };

export const createAcceptedReply = (
  attributes: ReplyAttributes,
  accepted: ReplySubject & {
    readonly notificationId: string;
    readonly warnings: readonly Pick<Finding, 'code' | 'path'>[];
  },
): AcceptedReply => ({
  ...createAttributes(attributes),
  type: createReplyType('accepted'),
  data: {
    notificationId: accepted.notificationId,
    ...chooseSubject(accepted),
    warnings: accepted.warnings.slice(0, MOST_FINDINGS).map(({ code, path }) => ({ code, path })),
  },
});

export const createDuplicateReply = (
  attributes: ReplyAttributes,
  duplicate: ReplySubject & { readonly notificationId: string },
): DuplicateReply => ({
  ...createAttributes(attributes),
  type: createReplyType('duplicate'),
  data: { notificationId: duplicate.notificationId, ...chooseSubject(duplicate) },
});

export const createRejectedReply = (
  attributes: ReplyAttributes,
  rejected: { readonly notificationId: string | null; readonly errors: readonly Finding[] },
): RejectedReply => ({
  ...createAttributes(attributes),
  type: createReplyType('rejected'),
  data: {
    ...(rejected.notificationId === null ? {} : { notificationId: rejected.notificationId }),
    errors: rejected.errors
      .slice(0, MOST_FINDINGS)
      .map(({ code, path, message }) => ({ code, path, message })),
  },
});
