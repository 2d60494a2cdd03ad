import * as z from 'zod';
import type { Immutable } from '../kernel/immutable.ts';
import { instantSchema } from '../kernel/instant.ts';
import { CANCEL_REASONS } from '../police-contract/allowed-values.ts';
import { actorSchema, allocationFields, outcomeFields } from './action.ts';
import { referralSchema } from './referral.ts';

/** `closed`: an outcome is recorded. `withdrawn`: the episode is cancelled. */
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

/** What people did about a task, from their actions. */
const taskWorkSchema = z.object({
  allocation: allocationSchema.nullable(),
  /** The latest period in which nobody had the task; `until` is null while it lasts. Null: never. */
  unallocated: z.object({ since: instantSchema, until: instantSchema.nullable() }).nullable(),
  attempts: z.int(),
  /** When the first attempt or offer was recorded. */
  triedAt: instantSchema.nullable(),
  /** An interview that was held or declined had been offered by then at the latest. */
  offeredAt: instantSchema.nullable(),
  booking: z.object({ bookingId: text, at: instantSchema }).nullable(),
  outcome: outcomeSchema.nullable(),
  debriefId: text.nullable(),
  /** Tasks stored before there were referrals have none. */
  referrals: z
    .array(referralSchema)
    .default([])
    .meta({ description: 'Raised from the debrief, each with its latest status.' }),
});
export type TaskWork = Immutable<z.infer<typeof taskWorkSchema>>;

/** The task to offer and hold a return home interview (RHI) for one episode. */
export const taskSchema = z.object({
  taskId: text,
  state: z.enum(TASK_STATES),
  /** When the first message that opens it arrived here. */
  openedAt: instantSchema,
  /** The latest of the opening, the end of a cancellation and the retraction of an outcome. */
  openSince: instantSchema,
  foundAt: instantSchema.nullable(),
  returnedAt: instantSchema
    .nullable()
    .meta({ description: 'The clock starts here; null while the return is not confirmed.' }),
  dueAt: instantSchema.nullable().meta({ description: 'The return plus 72 elapsed hours.' }),
  /** When the message that set the present due time arrived here. */
  dueKnownAt: instantSchema.nullable(),
  dueVersion: z
    .int()
    .meta({ description: 'How many times the due time was set or changed; 0 while none.' }),
  team: text.nullable().meta({ description: 'Null when the locality is not known.' }),
  withdrawn: z.object({ reason: z.enum(CANCEL_REASONS), at: instantSchema }).nullable(),
  ...taskWorkSchema.shape,
});
export type RhiTask = Immutable<z.infer<typeof taskSchema>>;

/**
 * What people call a task in messages, calendars and on the phone, for example `RHI-3F2A-91C0`: the first
 * eight digits of its id, which do not identify the child. Throws when the text is not the id of a task.
 */
export const formatTaskReference = (taskId: string): string => {
  const [, first, second] = /^rhi-([0-9a-f]{4})([0-9a-f]{4})/i.exec(taskId) ?? [];
  if (first === undefined || second === undefined) throw new Error('Not the id of a task.');
  return `RHI-${first}-${second}`.toUpperCase();
};
