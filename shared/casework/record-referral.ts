import * as z from 'zod';
import {
  actionIdSchema,
  actionRequestFields,
  correctionFields,
  textSchema,
} from '../kernel/api-fields.ts';
import type { Instant } from '../kernel/instant.ts';
import { londonDateOf } from '../kernel/london-time.ts';
import type { BrokenRule } from '../kernel/problem.ts';
import { brokenIf, refuseBody, refuseBrokenRules, type Result } from '../kernel/result.ts';
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

/** The referral that is told of. */
interface Meant {
  readonly referralId: string;
  /** What stands of it; nothing of a new one. */
  readonly told: readonly ReferralAction[];
  /** What of it is corrected; null when something new is told. */
  readonly former: ReferralAction | null;
}

const referralIn = (actions: readonly Action[], referralId: string): readonly ReferralAction[] =>
  listReferralActions(listCurrentActions(actions)).filter(
    (action) => action.referralId === referralId,
  );

const correctedIn = ({ record, corrected }: Work): ReferralAction | null =>
  listReferralActions(listCurrentActions(record.actions)).find(
    ({ actionId }) => actionId === corrected?.actionId,
  ) ?? null;

/** Null when the task has no such referral, or what is corrected is of another one. */
const findMeant = (asked: string | undefined, work: Work): Meant | null => {
  const former = correctedIn(work);
  const referralId = asked ?? former?.referralId;
  if (referralId === undefined) return { referralId: work.actionId, told: [], former };
  const told = referralIn(work.record.actions, referralId);
  const isAnother = former !== null && former.referralId !== referralId;
  return isAnother || told.length === 0 ? null : { referralId, told, former };
};

const courseOf = ({ told, former }: Meant, now: Instant): ReferralTimeline => {
  const at = told.findIndex(({ actionId }) => actionId === former?.actionId);
  const place = at < 0 ? told.length : at;
  return {
    wentTo: place === 0 ? null : (told[0]?.to ?? null),
    before: told.slice(0, place),
    after: told.slice(place + 1),
    today: londonDateOf(now),
  };
};

/** What is not told is as it was. */
const decideStep = (body: ReferralBody, meant: Meant, now: Instant): Result<Decided> => {
  const { referralId, former } = meant;
  const course = courseOf(meant, now);
  const to = body.to ?? course.wentTo ?? former?.to;
  if (to === undefined) return refuseBody('missing-field', '/to', 'Say to whom it goes.');
  const { status, note, on = former?.on ?? course.today } = body;
  const refused = refuseBrokenRules(checkReferral({ to, status, on }, course));
  if (refused !== null) return refused;
  return { value: { detail: { kind: 'referral', referralId, to, status, on }, texts: { note } } };
};

const decideReferral = (body: ReferralBody, work: Work, now: Instant): Result<Decided> => {
  if (work.record.task.debriefId === null && work.corrected === null) {
    return refuseBody('task-without-debrief', '', 'A referral is raised from a debrief.');
  }
  const meant = findMeant(body.referralId, work);
  return meant === null
    ? refuseBody('unknown-referral', '/referralId', 'This task has no such referral.')
    : decideStep(body, meant, now);
};

/**
 * Records a referral that the debrief gives cause for, or what became of one. A new one has the id of its action. No
 * consent is asked for: for the National Referral Mechanism a child's is not needed.
 */
export const recordReferral = (
  ports: CaseworkDependencies,
  input: WorkInput<ReferralBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> =>
  recordWork(ports, 'referral', input, caller, now, (work) =>
    decideReferral(input.body, work, now),
  );

/** What is said of a referral. */
interface ReferralTold extends ReferralStep {
  readonly to: ReferredTo;
}

/** What stands of the same referral, and the London day `YYYY-MM-DD` on which this is recorded. */
export interface ReferralTimeline {
  /** To whom it went so far; null for a new one, and when this corrects what raised it. */
  readonly wentTo: ReferredTo | null;
  readonly before: readonly ReferralStep[];
  readonly after: readonly ReferralStep[];
  readonly today: string;
}

const dayRules = (
  on: string,
  { before, after, today }: ReferralTimeline,
): readonly BrokenRule[] => [
  ...brokenIf(on > today, 'in-the-future', '/on', 'That day has not come yet.'),
  ...brokenIf(
    before.some((step) => step.on > on) || after.some((step) => step.on < on),
    'days-in-wrong-order',
    '/on',
    'What was recorded of this referral before lies on a later day, or what came after on an earlier one.',
  ),
];

const statusRules = (
  { status }: ReferralTold,
  { before, after }: ReferralTimeline,
): readonly BrokenRule[] => [
  ...brokenIf(
    status === 'to-be-made' && before.length > 0,
    'invalid-value',
    '/status',
    'The referral was raised already: say what became of it.',
  ),
  ...brokenIf(
    before.some((step) => step.status === 'closed') || (status === 'closed' && after.length > 0),
    'referral-closed',
    '/status',
    'Nothing follows once a referral is closed: correct that, or raise another one.',
  ),
];

/**
 * What is wrong with what is said of a referral. The National Referral Mechanism needs no consent of a child, so none is
 * asked for (Home Office, Modern Slavery: Statutory Guidance).
 */
export const checkReferral = (
  told: ReferralTold,
  course: ReferralTimeline,
): readonly BrokenRule[] => [
  ...brokenIf(
    course.wentTo !== null && told.to !== course.wentTo,
    'invalid-value',
    '/to',
    'This referral goes to somebody else: raise another one.',
  ),
  ...statusRules(told, course),
  ...dayRules(told.on, course),
];

/** A referral that a debrief gives cause for, or what became of one. */
export const referralBodySchema = z
  .strictObject({
    ...actionRequestFields,
    referralId: actionIdSchema
      .optional()
      .meta({ description: 'Without it, a new referral; its id is the `actionId` answered.' }),
    to: z.enum(REFERRED_TO).optional().meta({
      description:
        "Needed for a new one. A child's consent is not needed for the National Referral Mechanism.",
    }),
    status: z.enum(REFERRAL_STATUSES),
    on: z.iso
      .date()
      .optional()
      .meta({ description: 'London day since which this is so; without it, today.' }),
    note: textSchema.optional(),
    ...correctionFields,
  })
  .meta({ id: 'ReferralBody' });

export type ReferralBody = z.infer<typeof referralBodySchema>;
