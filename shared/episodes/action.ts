import * as z from 'zod';
import { HANDLING_CODES } from '../intelligence/grade.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { instantSchema } from '../kernel/instant.ts';
import { episodeActionFields } from './episode-actions.ts';
import { referralFields } from './referral.ts';
import { visitNeedsFields } from './visit-needs.ts';

export const CHANNELS = ['phone', 'visit', 'text', 'through-carer', 'other'] as const;
export type Channel = (typeof CHANNELS)[number];

export const ATTEMPT_RESULTS = [
  'spoke-to-child',
  'spoke-to-parent-or-carer',
  'message-left',
  'no-answer',
  'not-there',
  'contact-refused',
  'other',
] as const;

export const OFFERED_TO = ['child', 'parent-or-carer', 'both'] as const;
export type OfferedTo = (typeof OFFERED_TO)[number];

export const OFFER_RESPONSES = ['accepted', 'undecided', 'not-wanted-now'] as const;
export type OfferResponse = (typeof OFFER_RESPONSES)[number];

export const BOOKING_STATUSES = ['booked', 'changed', 'missed', 'cancelled'] as const;
export type BookingStatus = (typeof BOOKING_STATUSES)[number];

export const OUTCOMES = ['completed', 'declined', 'not-possible'] as const;
export type OutcomeKind = (typeof OUTCOMES)[number];

export const DECLINE_REASONS = [
  'does-not-want-to-talk',
  'already-talked-to-someone',
  'does-not-trust-services',
  'does-not-see-it-as-missing',
  'refused-on-arrival',
  'no-reason-given',
  'other',
] as const;

export const NOT_POSSIBLE_REASONS = [
  'missing-again',
  'unable-to-contact',
  'moved-out-of-area',
  'turned-18',
  'in-custody',
  'in-hospital',
  'abroad',
  'other',
] as const;

export type OutcomeReason =
  | (typeof DECLINE_REASONS)[number]
  | (typeof NOT_POSSIBLE_REASONS)[number];

export const LATE_REASONS = [
  'notified-late',
  'could-not-make-contact',
  'child-asked-for-later',
  'child-first-declined',
  'no-practitioner-available',
  'missing-again',
  'other',
] as const;
export type LateReason = (typeof LATE_REASONS)[number];

export const INTERVIEWEES = ['child', 'parent-or-carer'] as const;
export type Interviewee = (typeof INTERVIEWEES)[number];

/**
 * `child-wish`: the child asked for them. `continuity`: the policy knew the child's practitioner. `least-load`: it chose the smallest caseload.
 * `left`: whoever had it is no longer on the staff.
 * `other-authority`: the episode moved to another authority, where nobody was suitable.
 */
export const ALLOCATION_BASES = [
  'child-wish',
  'continuity',
  'least-load',
  'manager',
  'take-over',
  'hand-back',
  'left',
  'other-authority',
] as const;
export type AllocationBasis = (typeof ALLOCATION_BASES)[number];

/** The `by` of an action when a policy did it, not a person. */
export const POLICY = 'policy';

const text = z.string();

export const actorSchema = text.meta({
  description: 'Subject of the person who did it, or `policy`.',
});

export const candidateCountsSchema = z
  .object({ candidates: z.int(), atCap: z.int(), absent: z.int(), notIndependent: z.int() })
  .meta({ description: 'The practitioners of the team that the policy considered, each once.' });
export type CandidateCounts = Immutable<z.infer<typeof candidateCountsSchema>>;

export const allocationFields = {
  practitioner: text.nullable().meta({ description: 'Null when the task was handed back.' }),
  basis: z.enum(ALLOCATION_BASES).meta({ description: 'Why this practitioner.' }),
  why: candidateCountsSchema
    .nullable()
    .meta({ description: 'What the policy chose from; null when a person allocated.' }),
};

export const outcomeFields = {
  outcome: z.enum(OUTCOMES),
  reason: z.enum([...DECLINE_REASONS, ...NOT_POSSIBLE_REASONS]).nullable(),
  lateReason: z.enum(LATE_REASONS).nullable(),
  parentOffered: z.boolean().nullable().meta({
    description:
      'After a decline: whether the parent or carer was offered to give information; else null.',
  }),
  parentGave: z.boolean().nullable(),
  interviewId: text
    .nullable()
    .meta({ description: 'The interview, which may cover several episodes; null without one.' }),
  independent: z.boolean().nullable().default(null).meta({
    description:
      'Of an interview: whether who recorded it is not involved in the care of the child. False only when the child asked for them. Null without an interview.',
  }),
  employer: text.nullable().default(null).meta({
    description:
      'Of an interview: the provider by name, or the authority by its code, for whom whoever held it works; null for the responsible authority itself.',
  }),
  mainTaskId: text.meta({ description: 'The task that has the interview and its debrief.' }),
  covers: z.array(text).nullable().default([]).meta({
    description:
      'On the main task: the other tasks that the interview covered when it was recorded. Null on those.',
  }),
};

const kinds = {
  allocation: { kind: z.literal('allocation'), ...allocationFields },
  attempt: {
    kind: z.literal('attempt'),
    channel: z.enum(CHANNELS),
    result: z.enum(ATTEMPT_RESULTS),
  },
  /** What is worth knowing of the work, in the words of its text. */
  note: { kind: z.literal('note') },
  offer: {
    kind: z.literal('offer'),
    channel: z.enum(CHANNELS),
    to: z.enum(OFFERED_TO),
    response: z.enum(OFFER_RESPONSES),
    visitNeeds: z.object(visitNeedsFields).nullable().default(null).meta({
      description: 'What was asked when the offer was made.',
    }),
  },
  visitNeeds: { kind: z.literal('visit-needs'), visitNeeds: z.object(visitNeedsFields) },
  booking: {
    kind: z.literal('booking'),
    bookingId: text,
    status: z.enum(BOOKING_STATUSES),
    at: instantSchema
      .nullable()
      .meta({ description: 'Time of the interview; null when missed or cancelled.' }),
    lateReason: z.enum(LATE_REASONS).nullable().default(null).meta({
      description: 'Why it was made for a time after the 72 hours; null when it was not.',
    }),
  },
  outcome: { kind: z.literal('outcome'), ...outcomeFields },
  debrief: {
    kind: z.literal('debrief'),
    debriefId: text,
    interviewId: text.nullable(),
    interviewee: z.enum(INTERVIEWEES),
  },
  referral: { kind: z.literal('referral'), ...referralFields },
  report: {
    kind: z.literal('intelligence-report'),
    reportId: text,
    debriefId: text,
    items: z.array(z.int()).meta({ description: 'Numbers of the items in that debrief.' }),
    force: text.meta({ description: 'GSS code of the force that received it.' }),
    handling: z.enum(HANDLING_CODES),
  },
  acknowledgement: {
    kind: z.literal('acknowledgement'),
    escalationId: text,
    level: text,
    planDate: z.iso.date(),
  },
  planRenewal: {
    kind: z.literal('plan-renewal'),
    escalationId: text,
    level: text,
    planDate: z.iso.date(),
  },
  retraction: { kind: z.literal('retraction') },
  ...episodeActionFields,
};

export const buildActionSchema = <Fields extends z.ZodRawShape, OfReport extends z.ZodRawShape>(
  fields: Fields,
  fieldsOfReport: OfReport,
) =>
  z.discriminatedUnion('kind', [
    z.object({ ...fields, ...kinds.allocation }),
    z.object({ ...fields, ...kinds.attempt }),
    z.object({ ...fields, ...kinds.note }),
    z.object({ ...fields, ...kinds.offer }),
    z.object({ ...fields, ...kinds.visitNeeds }),
    z.object({ ...fields, ...kinds.booking }),
    z.object({ ...fields, ...kinds.outcome }),
    z.object({ ...fields, ...kinds.debrief }),
    z.object({ ...fields, ...kinds.referral }),
    z.object({ ...fields, ...kinds.report, ...fieldsOfReport }),
    z.object({ ...fields, ...kinds.acknowledgement }),
    z.object({ ...fields, ...kinds.planRenewal }),
    z.object({ ...fields, ...kinds.retraction }),
    z.object({ ...fields, ...kinds.return }),
    z.object({ ...fields, ...kinds.joining }),
    z.object({ ...fields, ...kinds.duplicateCheck }),
    z.object({ ...fields, ...kinds.deceasedCheck }),
  ]);

export const recordedFields = {
  actionId: text,
  by: actorSchema,
  happenedAt: instantSchema.meta({ description: 'As the person said.' }),
  recordedAt: instantSchema,
  corrects: text.nullable().meta({ description: 'The action that this one corrects or retracts.' }),
};

/**
 * Something a person or a policy did about a task. It is never changed (decision
 * 0011). `contentHash` covers everything the client sent, to distinguish a repeat from a re-used
 * key. `texts` holds names only: the free text has an item of its own, so that no list carries it.
 * `notificationId` is the return (else the find, else the report) that it was done for: it belongs to
 * the episode that this notification belongs to.
 */
export const actionSchema = buildActionSchema(
  {
    ...recordedFields,
    contentHash: text,
    texts: z.array(text),
    notificationId: text,
  },
  {},
);
export type Action = Immutable<z.infer<typeof actionSchema>>;
export type ActionKind = Action['kind'];
type DetailOf<OneAction> = OneAction extends Action
  ? Omit<OneAction, keyof typeof recordedFields | 'contentHash' | 'texts' | 'notificationId'>
  : never;
export type ActionDetail = DetailOf<Action>;
