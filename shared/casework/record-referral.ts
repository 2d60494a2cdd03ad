import * as z from 'zod';
import {
  actionIdSchema,
  actionRequestFields,
  correctionFields,
  textSchema,
} from '../kernel/api-fields.ts';
import type { Instant } from '../kernel/instant.ts';
import { toLondonDate } from '../kernel/london-time.ts';
import type { BrokenRule } from '../kernel/problem.ts';
import { listIfBroken, refuseBody, refuseBrokenRules, type Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import type { Action } from '../episodes/action.ts';
import {
  REFERRAL_STATUSES,
  type ReferralStep,
  REFERRED_TO,
  type ReferredTo,
} from '../episodes/referral.ts';
import { listCurrentActions } from '../episodes/rules/current-actions.ts';
import { listReferralActions, type ReferralAction } from '../episodes/rules/fold-work.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import type { Decided } from './record-action.ts';
import { recordWork, type Work, type WorkInput } from './record-work.ts';
import type { CaseworkDependencies } from './task-record.ts';

export const referralBodySchema = z
  .strictObject({
    ...actionRequestFields,
    referralId: actionIdSchema.optional().meta({
      description:
        'The referral to update. Leave out to make a new one: its id is the `actionId` returned.',
    }),
    to: z.enum(REFERRED_TO).optional().meta({
      description:
        "Required for a new referral. The National Referral Mechanism does not need a child's consent.",
    }),
    status: z.enum(REFERRAL_STATUSES),
    on: z.iso.date().optional().meta({
      description: 'London day from which the referral has this status. If left out: today.',
    }),
    note: textSchema.optional(),
    ...correctionFields,
  })
  .meta({ id: 'ReferralBody' });

export type ReferralBody = z.infer<typeof referralBodySchema>;

interface ReferralInput extends ReferralStep {
  readonly to: ReferredTo;
}

interface ReferralTimeline {
  /**
   * `wentTo` is null for a new referral, and when this corrects its first step. `before` and
   * `after` are the current steps around this one. `today` is a London day, `YYYY-MM-DD`.
   */
  readonly wentTo: ReferredTo | null;
  readonly before: readonly ReferralStep[];
  readonly after: readonly ReferralStep[];
  readonly today: string;
}

const checkDay = (
  on: string,
  { before, after, today }: ReferralTimeline,
): readonly BrokenRule[] => [
  ...listIfBroken(on > today, 'in-the-future', '/on', 'Enter today or an earlier day.'),
  ...listIfBroken(
    before.some((step) => step.on > on) || after.some((step) => step.on < on),
    'days-in-wrong-order',
    '/on',
    'Enter a day that is not before the previous status or after the next status of this referral.',
  ),
];

const checkStatus = (
  { status }: ReferralInput,
  { before, after }: ReferralTimeline,
): readonly BrokenRule[] => [
  ...listIfBroken(
    status === 'to-be-made' && before.length > 0,
    'invalid-value',
    '/status',
    'The referral already exists: enter its new status.',
  ),
  ...listIfBroken(
    before.some((step) => step.status === 'closed') || (status === 'closed' && after.length > 0),
    'referral-closed',
    '/status',
    'A closed referral has no further statuses. Correct the closing, or make another referral.',
  ),
];

/**
 * A referral to the National Referral Mechanism does not need the child's consent (Home Office,
 * Modern Slavery: Statutory Guidance).
 */
const checkReferral = (input: ReferralInput, timeline: ReferralTimeline): readonly BrokenRule[] => [
  ...listIfBroken(
    timeline.wentTo !== null && input.to !== timeline.wentTo,
    'invalid-value',
    '/to',
    'This referral went to another service. Make another referral instead.',
  ),
  ...checkStatus(input, timeline),
  ...checkDay(input.on, timeline),
];

interface Referral {
  readonly referralId: string;
  readonly steps: readonly ReferralAction[];
  readonly corrected: ReferralAction | null;
}

const listReferralSteps = (
  actions: readonly Action[],
  referralId: string,
): readonly ReferralAction[] =>
  listReferralActions(listCurrentActions(actions)).filter(
    (action) => action.referralId === referralId,
  );

const findCorrectedStep = ({ record, corrected }: Work): ReferralAction | null =>
  listReferralActions(listCurrentActions(record.actions)).find(
    ({ actionId }) => actionId === corrected?.actionId,
  ) ?? null;

/** Null when the task has no such referral, or the corrected step belongs to another one. */
const findReferral = (requestedId: string | undefined, work: Work): Referral | null => {
  const corrected = findCorrectedStep(work);
  const referralId = requestedId ?? corrected?.referralId;
  if (referralId === undefined) return { referralId: work.actionId, steps: [], corrected };
  const steps = listReferralSteps(work.record.actions, referralId);
  const isAnother = corrected !== null && corrected.referralId !== referralId;
  return isAnother || steps.length === 0 ? null : { referralId, steps, corrected };
};

const readTimeline = ({ steps, corrected }: Referral, now: Instant): ReferralTimeline => {
  const found = steps.findIndex(({ actionId }) => actionId === corrected?.actionId);
  const position = found < 0 ? steps.length : found;
  return {
    wentTo: position === 0 ? null : (steps[0]?.to ?? null),
    before: steps.slice(0, position),
    after: steps.slice(position + 1),
    today: toLondonDate(now),
  };
};

const decideStep = (body: ReferralBody, referral: Referral, now: Instant): Result<Decided> => {
  const { referralId, corrected } = referral;
  const timeline = readTimeline(referral, now);
  const to = body.to ?? timeline.wentTo ?? corrected?.to;
  if (to === undefined) {
    return refuseBody('missing-field', '/to', 'Enter the service that the referral goes to.');
  }
  const { status, note, on = corrected?.on ?? timeline.today } = body;
  const refused = refuseBrokenRules(checkReferral({ to, status, on }, timeline));
  if (refused !== null) return refused;
  return { value: { detail: { kind: 'referral', referralId, to, status, on }, texts: { note } } };
};

const decideReferral = (body: ReferralBody, work: Work, now: Instant): Result<Decided> => {
  if (work.record.task.debriefs.length === 0 && work.corrected === null) {
    return refuseBody('task-without-debrief', '', 'Submit the debrief before you make a referral.');
  }
  const referral = findReferral(body.referralId, work);
  return referral === null
    ? refuseBody('unknown-referral', '/referralId', 'This task has no referral with this id.')
    : decideStep(body, referral, now);
};

/** Records a new referral, or a new status of one. A referral has the id of its first action. */
export const recordReferral = (
  dependencies: CaseworkDependencies,
  input: WorkInput<ReferralBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> =>
  recordWork(dependencies, 'referral', input, caller, now, (work) =>
    decideReferral(input.body, work, now),
  );
