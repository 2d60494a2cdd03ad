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
  type Action,
} from './action.ts';
import { REFERRAL_STATUSES, REFERRED_TO } from './referral.ts';
import { candidateCountsViewSchema } from './task-api.ts';
import { gssCodeSchema, taskIdSchema } from '../kernel/api-fields.ts';
import { HANDLING_CODES } from '../intelligence/grade.ts';
import { DEBRIEF_STATES, readDebriefState } from './rules/current-actions.ts';
import type { EpisodeStore } from './episode-store.ts';

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

/** Free text of actions, by the action's id and the text's name. */
export type ActionTexts = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** A debrief is read by itself, by those who may; why it was corrected is part of the history. */
const textsShown = (
  { kind }: Action,
  texts: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  kind === 'debrief'
    ? Object.fromEntries(Object.entries(texts).filter(([name]) => name === 'correctionReason'))
    : texts;

/** Reads the free text of those actions that have any. */
export const readActionTexts = async (
  episodes: Pick<EpisodeStore, 'readTexts'>,
  episodeId: string,
  actions: readonly Action[],
): Promise<ActionTexts> => {
  const written = actions.filter(({ texts }) => texts.length > 0);
  return new Map(
    await Promise.all(
      written.map(async (action): Promise<[string, Readonly<Record<string, string>>]> => {
        const texts = await episodes.readTexts(episodeId, action.actionId);
        return [action.actionId, textsShown(action, texts)];
      }),
    ),
  );
};

/** A report to police is not recalled: it says what became of the debrief that it was taken from. */
const viewDetail = ({ contentHash: _, ...action }: Action, all: readonly Action[]) =>
  action.kind === 'intelligence-report'
    ? {
        ...action,
        items: [...action.items],
        debrief: readDebriefState(action.debriefId, all),
      }
    : action;

/** Actions as readers see them; `all` are those of the record, which say whether one still stands. */
export const viewActions = (
  actions: readonly Action[],
  all: readonly Action[],
  texts: ActionTexts,
): ActionView[] => {
  const corrected = new Set(all.map(({ corrects }) => corrects));
  return actions.map((action) => ({
    ...viewDetail(action, all),
    current: !corrected.has(action.actionId),
    texts: { ...texts.get(action.actionId) },
  }));
};
