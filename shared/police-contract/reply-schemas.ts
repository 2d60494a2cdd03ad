import * as z from 'zod';
import { FINDING_CODES } from '../kernel/finding.ts';
import { REPLY_EXAMPLES } from './examples.ts';
import { MOST_FINDINGS } from './findings-list.ts';
import { GRADE_REPLY_EXAMPLES } from './intelligence-examples.ts';
import { REPLY_SOURCE, replyTypeOf } from './reply-types.ts';

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
  .meta({ description: 'What was set aside or ignored.' });

const OF_AN_EPISODE = 'Of a notification about an episode.';
const OF_A_GRADE = 'Of a grade: never of which episode.';

const replyOf = <Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
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

/** Answers a notification that is stored. */
export const acceptedReplySchema = replyOf(
  replyTypeOf('accepted'),
  z.union([
    z.object({ notificationId, episodeId, warnings }).meta({ description: OF_AN_EPISODE }),
    z.object({ notificationId, reportId, warnings }).meta({ description: OF_A_GRADE }),
  ]),
).meta({
  title: 'Accepted',
  description: 'The notification is stored.',
  examples: [REPLY_EXAMPLES.accepted, GRADE_REPLY_EXAMPLES.accepted],
});

/** Answers a notification that was known. */
export const duplicateReplySchema = replyOf(
  replyTypeOf('duplicate'),
  z.union([
    z.object({ notificationId, episodeId }).meta({ description: OF_AN_EPISODE }),
    z.object({ notificationId, reportId }).meta({ description: OF_A_GRADE }),
  ]),
).meta({
  title: 'Duplicate',
  description: 'The notification was known already; no effect.',
  examples: [REPLY_EXAMPLES.duplicate, GRADE_REPLY_EXAMPLES.duplicate],
});

/** Answers a message that cannot be used. */
export const rejectedReplySchema = replyOf(
  replyTypeOf('rejected'),
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
  examples: [REPLY_EXAMPLES.rejected, GRADE_REPLY_EXAMPLES.rejected],
});
