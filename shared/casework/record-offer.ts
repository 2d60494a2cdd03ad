import * as z from 'zod';
import {
  actionRequestFields,
  correctionFields,
  happenedAtSchema,
  textSchema,
} from '../kernel/api-fields.ts';
import type { Instant } from '../kernel/instant.ts';
import { refuseBrokenRules, type Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { CHANNELS, OFFER_RESPONSES, OFFERED_TO } from '../episodes/action.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import { recordWork, type WorkInput } from './record-work.ts';
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
    happenedAt: happenedAtSchema,
    ...correctionFields,
  })
  .meta({ id: 'OfferBody' });
export type OfferBody = z.infer<typeof offerBodySchema>;

export const recordOffer = (
  dependencies: CaseworkDependencies,
  input: WorkInput<OfferBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> => {
  const { channel, to, response, note } = input.body;
  return recordWork(
    dependencies,
    'offer',
    input,
    caller,
    now,
    ({ record: { task }, happenedAt }) =>
      refuseBrokenRules(refuseTooEarly(task, happenedAt, '/happenedAt')) ?? {
        value: { detail: { kind: 'offer', channel, to, response }, texts: { note } },
      },
  );
};
