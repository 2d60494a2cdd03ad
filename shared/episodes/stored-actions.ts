import * as z from 'zod';
import {
  ALLOCATION_BASES,
  ATTEMPT_RESULTS,
  BOOKING_STATUSES,
  CHANNELS,
  DECLINE_REASONS,
  INTERVIEWEES,
  LATE_REASONS,
  NOT_POSSIBLE_REASONS,
  OFFERED_TO,
  OFFER_RESPONSES,
  OUTCOMES,
  type Action,
  type CandidateCounts,
} from './action.ts';
import { REFERRAL_STATUSES, REFERRED_TO } from './referral.ts';
import { instantSchema } from '../kernel/instant.ts';
import { HANDLING_CODES } from '../intelligence/grade.ts';

const text = z.string();

export const candidateCountsSchema: z.ZodType<CandidateCounts> = z.object({
  candidates: z.number(),
  atCap: z.number(),
  absent: z.number(),
  notIndependent: z.number(),
});

export const storedOutcomeReason = z.enum([...DECLINE_REASONS, ...NOT_POSSIBLE_REASONS]);

const recorded = {
  actionId: text,
  by: text,
  happenedAt: instantSchema,
  recordedAt: instantSchema,
  corrects: text.nullable(),
  contentHash: text,
  texts: z.array(text),
};

/** An action as it stands in the table. */
export const storedAction: z.ZodType<Action> = z.discriminatedUnion('kind', [
  z.object({
    ...recorded,
    kind: z.literal('allocation'),
    practitioner: text.nullable(),
    basis: z.enum(ALLOCATION_BASES),
    why: candidateCountsSchema.nullable(),
  }),
  z.object({
    ...recorded,
    kind: z.literal('attempt'),
    channel: z.enum(CHANNELS),
    result: z.enum(ATTEMPT_RESULTS),
  }),
  z.object({
    ...recorded,
    kind: z.literal('offer'),
    channel: z.enum(CHANNELS),
    to: z.enum(OFFERED_TO),
    response: z.enum(OFFER_RESPONSES),
  }),
  z.object({
    ...recorded,
    kind: z.literal('booking'),
    bookingId: text,
    status: z.enum(BOOKING_STATUSES),
    at: instantSchema.nullable(),
  }),
  z.object({
    ...recorded,
    kind: z.literal('outcome'),
    outcome: z.enum(OUTCOMES),
    reason: storedOutcomeReason.nullable(),
    lateReason: z.enum(LATE_REASONS).nullable(),
    parentOffered: z.boolean().nullable(),
    parentGave: z.boolean().nullable(),
    interviewId: text.nullable(),
    mainTaskId: text,
  }),
  z.object({
    ...recorded,
    kind: z.literal('debrief'),
    debriefId: text,
    interviewId: text.nullable(),
    interviewee: z.enum(INTERVIEWEES),
  }),
  z.object({
    ...recorded,
    kind: z.literal('referral'),
    referralId: text,
    to: z.enum(REFERRED_TO),
    status: z.enum(REFERRAL_STATUSES),
    on: text,
  }),
  z.object({
    ...recorded,
    kind: z.literal('intelligence-report'),
    reportId: text,
    debriefId: text,
    items: z.array(z.number()),
    force: text,
    handling: z.enum(HANDLING_CODES),
  }),
  z.object({
    ...recorded,
    kind: z.literal('acknowledgement'),
    escalationId: text,
    level: text,
    planDate: text,
  }),
  z.object({ ...recorded, kind: z.literal('retraction') }),
]);
