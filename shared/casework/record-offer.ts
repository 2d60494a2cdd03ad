import * as z from 'zod';
import {
  actionRequestFields,
  correctionFields,
  happenedAtSchema,
  textSchema,
} from '../kernel/api-fields.ts';
import type { Instant } from '../kernel/instant.ts';
import { refuseBody, refuseBrokenRules, type Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { CHANNELS, OFFER_RESPONSES, OFFERED_TO } from '../episodes/action.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import { decideVisitNeeds, visitNeedsSchema } from './record-visit-needs.ts';
import { recordWork, type Work, type WorkInput } from './record-work.ts';
import { refuseTooEarly } from './refuse-too-early.ts';
import type { CaseworkDependencies } from './task-record.ts';

/** The offer of an interview. A child who declines it is an outcome, not an offer. */
export const offerBodySchema = z
  .strictObject({
    ...actionRequestFields,
    channel: z.enum(CHANNELS),
    to: z.enum(OFFERED_TO),
    response: z.enum(OFFER_RESPONSES),
    note: textSchema.optional(),
    visitNeeds: visitNeedsSchema.nullable().optional().meta({
      description:
        'Asked for when an offer is accepted and nobody has asked before; null when nobody could say.',
    }),
    happenedAt: happenedAtSchema,
    ...correctionFields,
  })
  .meta({ id: 'OfferBody' });
export type OfferBody = z.infer<typeof offerBodySchema>;

/** With the first offer that is accepted somebody asks what a visit needs, so that nobody goes unprepared. */
const refuseUnasked = (
  { visitNeeds, response, corrects }: OfferBody,
  { record: { task } }: Work,
): Result<never> | null =>
  visitNeeds !== undefined ||
  response !== 'accepted' ||
  corrects !== undefined ||
  task.visitNeeds !== null
    ? null
    : refuseBody(
        'missing-field',
        '/visitNeeds',
        'Enter what a visit needs: interpreter, safe contact, hazards, the wish of the child. If nobody could say, enter null.',
      );

export const recordOffer = (
  dependencies: CaseworkDependencies,
  input: WorkInput<OfferBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> => {
  const { channel, to, response, note, visitNeeds: asked } = input.body;
  return recordWork(dependencies, 'offer', input, caller, now, async (work) => {
    const { record, happenedAt, corrected } = work;
    const refused =
      refuseBrokenRules(refuseTooEarly(record.task, happenedAt, '/happenedAt')) ??
      refuseUnasked(input.body, work);
    if (refused !== null) return refused;
    const offer = { kind: 'offer', channel, to, response } as const;
    if (asked == null) {
      const before =
        corrected?.kind === 'offer' && asked === undefined ? corrected.visitNeeds : null;
      return { value: { detail: { ...offer, visitNeeds: before }, texts: { note } } };
    }
    const decided = await decideVisitNeeds(dependencies, work, asked, caller, now);
    if ('refusal' in decided) return decided;
    const { visitNeeds, texts, follows } = decided.value;
    return { value: { detail: { ...offer, visitNeeds }, texts: { note, ...texts }, ...follows } };
  });
};
