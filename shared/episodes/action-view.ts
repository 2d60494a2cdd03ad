import * as z from 'zod';
import { instantSchema } from '../kernel/instant.ts';
import {
  ALLOCATION_BASES,
  ATTEMPT_RESULTS,
  BOOKING_STATUSES,
  CHANNELS,
  DECLINE_REASONS,
  INTERVIEWEES,
  LATE_REASONS,
  NOT_POSSIBLE_REASONS,
  OFFER_RESPONSES,
  OFFERED_TO,
  OUTCOMES,
} from './action.ts';
import { DEBRIEF_STATES } from './debrief-state.ts';
import { REFERRAL_STATUSES, REFERRED_TO } from './referral.ts';
import { candidateCountsViewSchema } from './task-api.ts';
import { gssCodeSchema, taskIdSchema } from '../kernel/api-fields.ts';
import { HANDLING_CODES } from '../intelligence/grade.ts';

const envelope = {
  actionId: z.string(),
  by: z.string().meta({ description: 'Subject of who did it, or `policy`.' }),
  happenedAt: instantSchema.meta({ description: 'As they said.' }),
  recordedAt: instantSchema,
  corrects: z
    .string()
    .nullable()
    .meta({ description: 'The action that this one corrects or retracts.' }),
  current: z.boolean().meta({ description: 'False once it was corrected or retracted.' }),
  texts: z.record(z.string(), z.string()).meta({
    description:
      "Free text by name, for the responsible authority; a debrief's is read with the debrief.",
  }),
};

/** Something that was done about a task. */
export const actionViewSchema = z
  .discriminatedUnion('kind', [
    z.object({
      ...envelope,
      kind: z.literal('allocation'),
      practitioner: z.string().nullable(),
      basis: z.enum(ALLOCATION_BASES),
      why: candidateCountsViewSchema,
    }),
    z.object({
      ...envelope,
      kind: z.literal('attempt'),
      channel: z.enum(CHANNELS),
      result: z.enum(ATTEMPT_RESULTS),
    }),
    z.object({
      ...envelope,
      kind: z.literal('offer'),
      channel: z.enum(CHANNELS),
      to: z.enum(OFFERED_TO),
      response: z.enum(OFFER_RESPONSES),
    }),
    z.object({
      ...envelope,
      kind: z.literal('booking'),
      bookingId: z.string(),
      status: z.enum(BOOKING_STATUSES),
      at: instantSchema.nullable(),
    }),
    z.object({
      ...envelope,
      kind: z.literal('outcome'),
      outcome: z.enum(OUTCOMES),
      reason: z.enum([...DECLINE_REASONS, ...NOT_POSSIBLE_REASONS]).nullable(),
      lateReason: z.enum(LATE_REASONS).nullable(),
      parentOffered: z.boolean().nullable(),
      parentGave: z.boolean().nullable(),
      interviewId: z.string().nullable(),
      mainTaskId: taskIdSchema,
    }),
    z.object({
      ...envelope,
      kind: z.literal('debrief'),
      debriefId: z.string(),
      interviewId: z.string().nullable(),
      interviewee: z.enum(INTERVIEWEES),
    }),
    z.object({
      ...envelope,
      kind: z.literal('referral'),
      referralId: z.string(),
      to: z.enum(REFERRED_TO),
      status: z.enum(REFERRAL_STATUSES),
      on: z.iso.date(),
    }),
    z.object({
      ...envelope,
      kind: z.literal('intelligence-report'),
      reportId: z.string(),
      debriefId: z.string(),
      items: z.array(z.int()).meta({ description: 'Numbers of the items in that debrief.' }),
      force: gssCodeSchema,
      handling: z.enum(HANDLING_CODES),
      debrief: z.enum(DEBRIEF_STATES).meta({
        description:
          'Whether the debrief still stands that it was taken from. A report that was sent is not recalled.',
      }),
    }),
    z.object({
      ...envelope,
      kind: z.literal('acknowledgement'),
      escalationId: z.string(),
      level: z.string(),
      planDate: z.iso.date(),
    }),
    z.object({ ...envelope, kind: z.literal('retraction') }),
  ])
  .meta({ id: 'Action' });
export type ActionView = z.infer<typeof actionViewSchema>;
