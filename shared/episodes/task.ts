import * as z from 'zod';
import type { Immutable } from '../kernel/immutable.ts';
import { instantSchema } from '../kernel/instant.ts';
import { CANCEL_REASONS } from '../police-contract/allowed-values.ts';
import {
  actorSchema,
  allocationFields,
  ATTEMPT_RESULTS,
  CHANNELS,
  INTERVIEWEES,
  outcomeFields,
} from './action.ts';
import { referralSchema } from './referral.ts';
import { taskVisitNeedsSchema } from './visit-needs.ts';

/** `closed`: an outcome is recorded. `withdrawn`: the episode is cancelled, or the child was found dead. */
export const TASK_STATES = ['open', 'closed', 'withdrawn'] as const;
export type TaskState = (typeof TASK_STATES)[number];

const text = z.string();

const allocationSchema = z.object({ ...allocationFields, by: actorSchema, at: instantSchema });
export type Allocation = Immutable<z.infer<typeof allocationSchema>>;

const outcomeSchema = z.object({
  ...outcomeFields,
  at: instantSchema.meta({
    description: 'When it was held, declined or found not to be possible.',
  }),
  recordedAt: instantSchema,
  by: actorSchema,
});
export type Outcome = Immutable<z.infer<typeof outcomeSchema>>;

/**
 * What people did about a task. `unallocated` is the latest period without a practitioner, with
 * `until` null while it lasts, or null if there was none. `triedAt` is when the first attempt or
 * offer was recorded.
 */
const taskWorkSchema = z.object({
  allocation: allocationSchema.nullable(),
  unallocated: z.object({ since: instantSchema, until: instantSchema.nullable() }).nullable(),
  attempts: z.int(),
  lastAttempt: z
    .object({ at: instantSchema, channel: z.enum(CHANNELS), result: z.enum(ATTEMPT_RESULTS) })
    .nullable()
    .default(null)
    .meta({ description: 'The latest attempt to reach the child or carer.' }),
  triedAt: instantSchema.nullable(),
  visitNeeds: taskVisitNeedsSchema.nullable().default(null).meta({
    description: 'What a visit needs; null while nobody has asked.',
  }),
  /** An interview that was held or declined had been offered by then at the latest. */
  offeredAt: instantSchema.nullable(),
  booking: z
    .object({
      bookingId: text,
      at: instantSchema,
      version: z
        .int()
        .default(0)
        .meta({ description: 'Rises whenever an appointment of the task is made or changed.' }),
    })
    .nullable(),
  outcome: outcomeSchema.nullable(),
  declinedFirst: outcomeSchema
    .pick({ at: true, reason: true, parentOffered: true, parentGave: true })
    .nullable()
    .default(null)
    .meta({ description: 'The child first declined the interview that was held; else null.' }),
  debriefs: z
    .array(z.object({ debriefId: text, interviewee: z.enum(INTERVIEWEES) }))
    .default([])
    .meta({ description: 'The current ones: of the child, of a parent or carer, or of both.' }),
  /** None in tasks that were stored before referrals were added. */
  referrals: z
    .array(referralSchema)
    .default([])
    .meta({ description: 'Raised from the debrief, each with its latest status.' }),
});
export type TaskWork = Immutable<z.infer<typeof taskWorkSchema>>;

export const taskSchema = z.object({
  taskId: text,
  state: z.enum(TASK_STATES),
  openedAt: instantSchema,
  /** The latest of the opening, the end of a cancellation and the retraction of an outcome. */
  openSince: instantSchema,
  lastSeenAt: instantSchema.nullable().default(null),
  reportedAt: instantSchema.nullable(),
  foundAt: instantSchema.nullable(),
  returnedAt: instantSchema
    .nullable()
    .meta({ description: 'The clock starts here; null while the return is not confirmed.' }),
  dueAt: instantSchema.nullable().meta({ description: 'The return plus 72 elapsed hours.' }),
  dueKnownAt: instantSchema.nullable(),
  dueVersion: z
    .int()
    .meta({ description: 'How many times the due time was set or changed; 0 while none.' }),
  team: text.nullable().meta({ description: 'Null when the locality is not known.' }),
  withdrawn: z
    .object({ reason: z.enum([...CANCEL_REASONS, 'deceased']), at: instantSchema })
    .nullable(),
  ...taskWorkSchema.shape,
});
export type RhiTask = Immutable<z.infer<typeof taskSchema>>;

/** Of a missing child, whose interview may have the task reference of the same digits: `3F2A-91C0`. */
export const formatMissingReference = (taskId: string): string =>
  formatTaskReference(taskId).slice('RHI-'.length);

/**
 * A reference for messages, calendars and phone calls, for example `RHI-3F2A-91C0`: the first eight
 * digits of the task id, or of what distinguishes a further one of the same missing person
 * reference. They do not identify the child. Throws when the text is not a task id.
 */
export const formatTaskReference = (taskId: string): string => {
  const [, first, second] =
    /^rhi-(?:[0-9a-f]+-)?([0-9a-f]{4})([0-9a-f]{4})[0-9a-f]*$/i.exec(taskId) ?? [];
  if (first === undefined || second === undefined) throw new Error('Not the id of a task.');
  return `RHI-${first}-${second}`.toUpperCase();
};
