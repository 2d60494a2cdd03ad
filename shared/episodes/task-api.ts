import * as z from 'zod';
import { instantSchema, type Instant } from '../kernel/instant.ts';
import {
  ALLOCATION_BASES,
  DECLINE_REASONS,
  LATE_REASONS,
  NOT_POSSIBLE_REASONS,
  OUTCOMES,
} from './action.ts';
import { CANCEL_REASONS } from '../police-contract/allowed-values.ts';
import {
  childIdSchema,
  episodeIdSchema,
  localitySchema,
  taskIdSchema,
} from '../kernel/api-fields.ts';
import { buildListSchema } from '../kernel/cursor.ts';
import { TASK_STATES, type RhiTask } from './task.ts';
import { readTaskClock, wasOfferedInTime } from './rules/deadline.ts';
import type { StoredEpisode } from './episode.ts';
import { createEscalationId, type RaisedLevel } from './escalation.ts';
import { REFERRAL_STATUSES, REFERRED_TO } from './referral.ts';

/** The 72 hours of the return home interview, as they stood at `asOf`. */
export const clockViewSchema = z
  .object({
    state: z.enum(['none', 'running', 'met', 'late', 'not-measurable']).meta({
      description:
        '`none`: no clock, the return is not confirmed, or the task is withdrawn or ended without an interview. Exactly 72 hours is met.',
    }),
    elapsedMs: z.int().nullable().meta({ description: 'Since the return; null without a clock.' }),
    remainingMs: z
      .int()
      .nullable()
      .meta({ description: 'Until due, negative when late; null without a clock.' }),
    asOf: instantSchema,
  })
  .meta({ id: 'Clock' });

const personSchema = z
  .string()
  .meta({ description: 'Subject of who did it, or `policy` when no person did.' });

/** What the policy chose from. */
export const candidateCountsViewSchema = z
  .object({
    candidates: z.int(),
    atCap: z.int(),
    absent: z.int(),
    notIndependent: z.int(),
  })
  .nullable()
  .meta({ description: 'Whom of the team the policy looked at; null when a person allocated.' });

const allocationViewSchema = z.object({
  practitioner: z.string().nullable().meta({ description: 'Null when it was handed back.' }),
  basis: z.enum(ALLOCATION_BASES).meta({ description: 'Why this practitioner.' }),
  why: candidateCountsViewSchema,
  by: personSchema,
  at: instantSchema,
});

const outcomeViewSchema = z.object({
  outcome: z.enum(OUTCOMES),
  reason: z.enum([...DECLINE_REASONS, ...NOT_POSSIBLE_REASONS]).nullable(),
  lateReason: z.enum(LATE_REASONS).nullable(),
  parentOffered: z.boolean().nullable(),
  parentGave: z.boolean().nullable(),
  at: instantSchema.meta({
    description: 'When it was held, declined or found not to be possible.',
  }),
  recordedAt: instantSchema,
  by: personSchema,
  interviewId: z
    .string()
    .nullable()
    .meta({ description: 'The interview, which may cover several episodes; null without one.' }),
  mainTaskId: taskIdSchema.meta({ description: 'Where the interview and its debrief stand.' }),
});

/** A level of the ladder that was raised for a task. */
export const raisedLevelViewSchema = z.object({
  escalationId: z.string(),
  level: z.string(),
  dueVersion: z.int(),
  dueAt: instantSchema.nullable(),
  at: instantSchema.meta({ description: 'When it was to be raised.' }),
  raisedAt: instantSchema,
  acknowledged: z
    .object({ by: personSchema, at: instantSchema, planDate: z.iso.date() })
    .nullable(),
});

/** The task to offer and hold a return home interview. */
export const taskViewSchema = z
  .object({
    taskId: taskIdSchema,
    taskVersion: z.int().meta({
      description: 'Give it back with what you do: on an older one you are asked to read again.',
    }),
    episodeId: episodeIdSchema,
    childId: childIdSchema.nullable(),
    state: z.enum(TASK_STATES),
    openedAt: instantSchema,
    foundAt: instantSchema.nullable(),
    returnedAt: instantSchema
      .nullable()
      .meta({ description: 'The clock starts here; null while the return is not confirmed.' }),
    dueAt: instantSchema.nullable().meta({ description: 'The return plus 72 elapsed hours.' }),
    dueVersion: z
      .int()
      .meta({ description: 'How many times the due time was set or changed; 0 while none.' }),
    clock: clockViewSchema,
    practitioner: z.string().nullable().meta({ description: 'Null while unallocated.' }),
    allocation: allocationViewSchema.nullable(),
    team: z.string().nullable().meta({ description: 'Null when the locality is not known.' }),
    locality: localitySchema,
    attempts: z.int(),
    offeredAt: instantSchema.nullable(),
    offeredInTime: z.boolean().nullable().meta({
      description: 'Within 72 hours of the return; null: not offered, or not measurable.',
    }),
    booking: z.object({ bookingId: z.string(), at: instantSchema }).nullable(),
    outcome: outcomeViewSchema.nullable(),
    debriefId: z.string().nullable(),
    raised: z
      .array(raisedLevelViewSchema)
      .meta({ description: 'Levels of the ladder, as raised.' }),
    withdrawn: z.object({ reason: z.enum(CANCEL_REASONS), at: instantSchema }).nullable(),
  })
  .meta({ id: 'Task' });
export type TaskView = z.infer<typeof taskViewSchema>;

/** That an action stands in the record, and the task as it is now. */
export const recordedActionViewSchema = z
  .object({
    actionId: z.string().meta({ description: 'By which it can be corrected or retracted.' }),
    task: taskViewSchema,
  })
  .meta({ id: 'RecordedAction' });
export type RecordedActionView = z.infer<typeof recordedActionViewSchema>;

export const taskListSchema = buildListSchema('TaskList', taskViewSchema);

export type TaskListView = z.infer<typeof taskListSchema>;

const viewWork = (task: RhiTask) => ({
  practitioner: task.allocation?.practitioner ?? null,
  allocation: task.allocation,
  attempts: task.attempts,
  offeredAt: task.offeredAt,
  offeredInTime: wasOfferedInTime(task),
  booking: task.booking,
  outcome: task.outcome,
  debriefId: task.debriefId,
});

/** The return home interview task of an episode as readers see it at `now`; null while there is none. */
export const viewTask = (stored: StoredEpisode, now: Instant): TaskView | null => {
  const { episode, childId, taskVersion, raised } = stored;
  const { task } = episode;
  if (task === null) return null;
  const { taskId } = task;
  return {
    taskId,
    taskVersion,
    episodeId: episode.episodeId,
    childId,
    state: task.state,
    openedAt: task.openedAt,
    foundAt: task.foundAt,
    returnedAt: task.returnedAt,
    dueAt: task.dueAt,
    dueVersion: task.dueVersion,
    clock: readTaskClock(task, now),
    ...viewWork(task),
    team: task.team,
    locality: episode.locality,
    raised: raised.map((level) => viewRaised(taskId, level)),
    withdrawn: task.withdrawn,
  };
};

/** A raised level with the id under which it is listed and acknowledged. */
export const viewRaised = (taskId: string, level: RaisedLevel) => ({
  escalationId: createEscalationId(taskId, level),
  ...level,
});

/** A referral as it stands. */
export const referralViewSchema = z
  .object({
    referralId: z.string(),
    to: z.enum(REFERRED_TO),
    status: z.enum(REFERRAL_STATUSES).meta({ description: 'The latest.' }),
    on: z.iso.date().meta({ description: 'London day since which it has this status.' }),
    raisedOn: z.iso.date().meta({ description: 'London day of its first status.' }),
  })
  .meta({ id: 'Referral' });
