import * as z from 'zod';
import type { Caller } from '../access/caller.ts';
import { practitionerIdSchema } from '../directory/staff.ts';
import type { ActionDetail } from '../episodes/action.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import { type VisitText, VISIT_TEXTS, visitNeedsFields } from '../episodes/visit-needs.ts';
import { actionRequestFields, correctionFields, textSchema } from '../kernel/api-fields.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Result } from '../kernel/result.ts';
import { type FollowedWish, followWish } from './follow-wish.ts';
import { recordWork, type Work, type WorkInput } from './record-work.ts';
import type { CaseworkDependencies } from './task-record.ts';

const textFields = Object.fromEntries(
  VISIT_TEXTS.map((name) => [name, textSchema.optional()]),
) as Record<VisitText, z.ZodOptional<typeof textSchema>>;

/** What whoever visits has to know: communication needs, language, a safe way of contact, a known hazard, the child's wish. */
export const visitNeedsSchema = z
  .strictObject({
    interpreter: visitNeedsFields.interpreter,
    twoPeople: visitNeedsFields.twoPeople,
    wishedPractitioner: practitionerIdSchema.nullable().default(null),
    wishedPlace: visitNeedsFields.wishedPlace.default(null),
    ...textFields,
  })
  .meta({ id: 'VisitNeeds' });
export type VisitNeedsBody = z.infer<typeof visitNeedsSchema>;

export const visitNeedsBodySchema = z
  .strictObject({ ...actionRequestFields, visitNeeds: visitNeedsSchema, ...correctionFields })
  .meta({ id: 'VisitNeedsBody' });
export type VisitNeedsRequest = z.infer<typeof visitNeedsBodySchema>;

interface Recorded {
  readonly visitNeeds: Extract<ActionDetail, { kind: 'visit-needs' }>['visitNeeds'];
  readonly texts: Readonly<Record<string, string | undefined>>;
  readonly follows: FollowedWish;
}

/** What is recorded of a visit's needs, with what follows from the child's wish. */
export const decideVisitNeeds = async (
  dependencies: CaseworkDependencies,
  work: Work,
  { interpreter, twoPeople, wishedPractitioner, wishedPlace, ...texts }: VisitNeedsBody,
  caller: Caller,
  now: Instant,
): Promise<Result<Recorded>> => {
  const follows =
    wishedPractitioner === null
      ? { value: {} }
      : await followWish(dependencies, work, wishedPractitioner, caller, now);
  if ('refusal' in follows) return follows;
  const visitNeeds = { interpreter, twoPeople, wishedPractitioner, wishedPlace };
  return { value: { visitNeeds, texts, follows: follows.value } };
};

export const recordVisitNeeds = (
  dependencies: CaseworkDependencies,
  input: WorkInput<VisitNeedsRequest>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> =>
  recordWork(dependencies, 'visit-needs', input, caller, now, async (work) => {
    const { visitNeeds: asked } = input.body;
    const decided = await decideVisitNeeds(dependencies, work, asked, caller, now);
    if ('refusal' in decided) return decided;
    const { visitNeeds, texts, follows } = decided.value;
    return { value: { detail: { kind: 'visit-needs', visitNeeds }, texts, ...follows } };
  });
