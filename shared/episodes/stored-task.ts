import * as z from 'zod';
import { ALLOCATION_BASES, LATE_REASONS, OUTCOMES } from './action.ts';
import type { RaisedLevel } from './escalation.ts';
import { CANCEL_REASONS } from '../police-contract/allowed-values.ts';
import { REFERRAL_STATUSES, REFERRED_TO } from './referral.ts';
import { candidateCountsSchema, storedOutcomeReason } from './stored-actions.ts';
import { instantSchema } from '../kernel/instant.ts';
import { TASK_STATES, type RhiTask } from './task.ts';

const text = z.string();
const instantOrNone = instantSchema.nullable();

const storedOutcome = z.object({
  outcome: z.enum(OUTCOMES),
  reason: storedOutcomeReason.nullable(),
  lateReason: z.enum(LATE_REASONS).nullable(),
  parentOffered: z.boolean().nullable(),
  parentGave: z.boolean().nullable(),
  at: instantSchema,
  recordedAt: instantSchema,
  by: text,
  interviewId: text.nullable(),
  mainTaskId: text,
});

const storedWork = {
  allocation: z
    .object({
      practitioner: text.nullable(),
      basis: z.enum(ALLOCATION_BASES),
      why: candidateCountsSchema.nullable(),
      by: text,
      at: instantSchema,
    })
    .nullable(),
  unallocated: z.object({ since: instantSchema, until: instantOrNone }).nullable(),
  attempts: z.number(),
  triedAt: instantOrNone,
  offeredAt: instantOrNone,
  booking: z.object({ bookingId: text, at: instantSchema }).nullable(),
  outcome: storedOutcome.nullable(),
  debriefId: text.nullable(),
  /** Tasks of before there were referrals have none. */
  referrals: z
    .array(
      z.object({
        referralId: text,
        to: z.enum(REFERRED_TO),
        status: z.enum(REFERRAL_STATUSES),
        on: text,
        raisedOn: text,
      }),
    )
    .default([]),
};

/** The task inside the state of its episode. */
export const storedTask: z.ZodType<RhiTask> = z.object({
  taskId: text,
  state: z.enum(TASK_STATES),
  openedAt: instantSchema,
  openSince: instantSchema,
  foundAt: instantOrNone,
  returnedAt: instantOrNone,
  dueAt: instantOrNone,
  dueKnownAt: instantOrNone,
  dueVersion: z.number(),
  team: text.nullable(),
  withdrawn: z.object({ reason: z.enum(CANCEL_REASONS), at: instantSchema }).nullable(),
  ...storedWork,
});

const raisedLevel = {
  level: text,
  dueVersion: z.number(),
  dueAt: instantOrNone,
  at: instantSchema,
  raisedAt: instantSchema,
  acknowledged: z.object({ by: text, at: instantSchema, planDate: text }).nullable(),
};

export const storedRaisedLevel: z.ZodType<RaisedLevel> = z.object(raisedLevel);

/** An escalation as it is listed. */
export const storedEscalation = z.object({
  ...raisedLevel,
  escalationId: text,
  taskId: text,
  episodeId: text,
  authority: text,
  team: text.nullable(),
  mustAcknowledge: z.boolean(),
  notified: z.array(text),
});
