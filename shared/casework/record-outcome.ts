import * as z from 'zod';
import {
  actionRequestFields,
  correctionFields,
  happenedAtSchema,
  textSchema,
} from '../kernel/api-fields.ts';
import { hash } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import { refuseBody, refuseBrokenRules, type Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import {
  type Action,
  type ActionDetail,
  DECLINE_REASONS,
  LATE_REASONS,
  NOT_POSSIBLE_REASONS,
  type OutcomeKind,
  OUTCOMES,
} from '../episodes/action.ts';
import { saysMore } from '../episodes/rules/fold-work.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import { formatTaskReference, type RhiTask } from '../episodes/task.ts';
import {
  alsoCoversSchema,
  type CoveredTask,
  formatReferences,
  type OutcomeAction,
  readCoveredOutcomes,
  readCoveredTasks,
  refuseNamedAgain,
} from './covered-tasks.ts';
import { listDebriefsWithout, refuseLosingDebrief } from './debrief-interview.ts';
import { type Interviewer, readInterviewer } from './interviewer.ts';
import { checkElsewhere, checkNotPossible } from './not-possible-rules.ts';
import { checkOutcome, isHeldLate, type OutcomeInput } from './outcome-rules.ts';
import type { Decided } from './record-action.ts';
import { recordWork, type Work, type WorkInput } from './record-work.ts';
import type { CaseworkDependencies, TaskRecord } from './task-record.ts';

export const outcomeBodySchema = z
  .strictObject({
    ...actionRequestFields,
    outcome: z.enum(OUTCOMES),
    happenedAt: happenedAtSchema.meta({
      description:
        'When the interview was held, declined or found not to be possible. If left out: now, or the time of the outcome that you correct.',
    }),
    reason: z
      .enum([...DECLINE_REASONS, ...NOT_POSSIBLE_REASONS])
      .optional()
      .meta({ description: 'Required when `declined` or `not-possible`.' }),
    reasonText: textSchema.optional().meta({
      description:
        'Required for the reason `other`, and for one that is not borne out by what is recorded: `unable-to-contact`, `turned-18`, `missing-again`. With `in-custody`, `in-hospital`, `abroad` and `moved-out-of-area` only a manager of the team can close a task, and must say why.',
    }),
    lateReason: z
      .enum(LATE_REASONS)
      .optional()
      .meta({ description: 'Required when the interview was held after 72 hours.' }),
    lateText: textSchema.optional().meta({ description: 'Required for the late reason `other`.' }),
    parentOffered: z.boolean().optional().meta({
      description:
        'Required when `declined`: whether you offered the parent or carer the chance to give information.',
    }),
    parentGave: z.boolean().optional().meta({
      description: 'Whether the parent or carer gave information. If left out: no.',
    }),
    childAskedFor: textSchema.optional().meta({
      description:
        'Required when you held the interview and are involved in the care of the child: how and why the child asked for you.',
    }),
    alsoCovers: alsoCoversSchema,
    withdrawDebrief: z.boolean().optional().meta({
      description:
        'Required when you correct the outcome and a debrief is of an interview, or of a decline, that did not take place: true to withdraw the debrief too.',
    }),
    note: textSchema.optional(),
    ...correctionFields,
  })
  .meta({ id: 'OutcomeBody' });
export type OutcomeBody = z.infer<typeof outcomeBodySchema>;

type OutcomeDetail = ActionDetail & { readonly kind: 'outcome' };
type Interview = Pick<OutcomeDetail, 'interviewId' | 'mainTaskId'> & Interviewer;

const readInput = (body: OutcomeBody, happenedAt: Instant): OutcomeInput => ({
  outcome: body.outcome,
  happenedAt,
  reason: body.reason ?? null,
  hasReasonText: body.reasonText !== undefined,
  lateReason: body.lateReason ?? null,
  hasLateText: body.lateText !== undefined,
  parentOffered: body.parentOffered ?? null,
  parentGave: body.parentGave ?? null,
});

const chooseInterview = (
  { outcome, key }: OutcomeBody,
  { taskId }: RhiTask,
  corrected: Action | null,
): Omit<Interview, keyof Interviewer> => {
  if (outcome !== 'completed') return { interviewId: null, mainTaskId: taskId };
  if (corrected?.kind === 'outcome' && corrected.interviewId !== null) {
    return { interviewId: corrected.interviewId, mainTaskId: corrected.mainTaskId };
  }
  return { interviewId: `int-${hash('interview', taskId, key)}`, mainTaskId: taskId };
};

/** Whether the interview is late depends on each task's own return. */
const buildDetail = (
  task: RhiTask,
  input: OutcomeInput,
  interview: Interview,
): Omit<OutcomeDetail, 'covers'> => ({
  kind: 'outcome',
  outcome: input.outcome,
  reason: input.reason,
  lateReason: isHeldLate(task, input) ? input.lateReason : null,
  parentOffered: input.parentOffered,
  parentGave: input.outcome === 'declined' ? (input.parentGave ?? false) : null,
  ...interview,
});

const refuseClosed = ({ task }: TaskRecord, outcome: OutcomeKind) =>
  task.outcome !== null && !saysMore(outcome, task.outcome.outcome)
    ? refuseBody('task-closed', '', 'The task has an outcome: you can only correct it.')
    : null;

/** The time, and whether it was held, are corrected where the interview is recorded, for all that it covers. */
const refuseCovered = ({ covers, mainTaskId }: OutcomeAction) =>
  covers === null
    ? refuseBody(
        'not-the-main-task',
        '/corrects',
        `This is the outcome of ${formatTaskReference(mainTaskId)}: correct it there. If the interview did not cover this episode, retract it here.`,
      )
    : null;

const refuseNotPossible = (outcome: OutcomeKind, carried: readonly CoveredTask[]) =>
  outcome === 'not-possible' && carried.length > 0
    ? refuseBody(
        'covers-other-tasks',
        '/outcome',
        `The interview also covers ${formatReferences(carried)}. Retract this outcome, which opens them again; then record why none was possible on each.`,
      )
    : null;

/** The tasks that the outcome is also of: those of the request, and those whose outcome is corrected with it. */
const readAllCovered = async (
  dependencies: CaseworkDependencies,
  { alsoCovers: covers = [], outcome }: OutcomeBody,
  { record, corrected }: Work,
  caller: Caller,
): Promise<Result<readonly CoveredTask[]>> => {
  const added = await readCoveredTasks(dependencies, { covers, outcome }, record, caller);
  if ('refusal' in added || corrected?.kind !== 'outcome') return added;
  const carried = await readCoveredOutcomes(dependencies, corrected, caller);
  if ('refusal' in carried) return carried;
  const refused =
    refuseNotPossible(outcome, carried.value) ?? refuseNamedAgain(added.value, carried.value);
  return refused ?? { value: [...carried.value, ...added.value] };
};

const listTaskIds = (covered: readonly CoveredTask[]): readonly string[] =>
  covered.map(({ record }) => record.task.taskId);

const buildDecided = (
  body: OutcomeBody,
  { record, happenedAt, corrected }: Work,
  covered: readonly CoveredTask[],
  withdrawn: readonly string[],
  interviewer: Interviewer,
): Decided => {
  const interview = { ...chooseInterview(body, record.task, corrected), ...interviewer };
  const { reasonText, lateText, note, childAskedFor } = body;
  const input = readInput(body, happenedAt);
  const build = (
    { task }: TaskRecord,
    covers: readonly string[] | null,
    correctionReason?: string,
  ) => ({
    detail: { ...buildDetail(task, input, interview), covers },
    happenedAt,
    texts: {
      reasonText,
      note,
      childAskedFor,
      lateText: isHeldLate(task, input) ? lateText : undefined,
      correctionReason,
    },
  });
  return {
    ...build(record, listTaskIds(covered), body.correctionReason),
    withdraws: withdrawn,
    also: covered.map(({ record: other, corrected: former }) => ({
      record: other,
      decision: {
        ...build(other, null, former === null ? undefined : body.correctionReason),
        corrects: former?.actionId ?? null,
      },
    })),
  };
};

/** A decline that an interview followed stays a decline: the interview has an outcome of its own. */
const refuseSecondInterview = ({ task }: TaskRecord, corrected: OutcomeAction, body: OutcomeBody) =>
  corrected.outcome === 'declined' && task.declinedFirst !== null && body.outcome !== 'declined'
    ? refuseBody(
        'task-closed',
        '/outcome',
        'The interview that followed is recorded already: correct that one. If the child did not decline, retract this.',
      )
    : null;

const decideOutcome = async (
  dependencies: CaseworkDependencies,
  body: OutcomeBody,
  work: Work,
  caller: Caller,
): Promise<Result<Decided>> => {
  const { record, happenedAt, corrected } = work;
  const refusedNow =
    corrected?.kind === 'outcome'
      ? (refuseCovered(corrected) ?? refuseSecondInterview(record, corrected, body))
      : refuseClosed(record, body.outcome);
  if (refusedNow !== null) return refusedNow;
  const covered = await readAllCovered(dependencies, body, work, caller);
  if ('refusal' in covered) return covered;
  const others = covered.value.map((one) => ({ task: one.record.task, pointer: one.pointer }));
  const input = readInput(body, happenedAt);
  const refused = refuseBrokenRules([
    ...checkOutcome(input, record.task, others),
    ...(await checkNotPossible(dependencies, record, input)),
    ...(await checkElsewhere(dependencies, record, input, caller)),
  ]);
  if (refused !== null) return refused;
  const interviewer = await readInterviewer(dependencies, body, work, caller);
  if ('refusal' in interviewer) return interviewer;
  const withdrawn = listDebriefsWithout(record.actions, corrected, body.outcome);
  return (
    refuseLosingDebrief(withdrawn, body.withdrawDebrief) ?? {
      value: buildDecided(body, work, covered.value, withdrawn, interviewer.value),
    }
  );
};

/**
 * Records the outcome of a task and, in the same transaction, of other open tasks of the child that
 * the interview covers. Lateness follows from the return; without a confirmed return the interview
 * is recorded but not measurable. On a closed task an interview can follow a decline, which stays; otherwise its outcome
 * can only be corrected, and with it that of all tasks that the interview covers.
 */
export const recordOutcome = (
  dependencies: CaseworkDependencies,
  input: WorkInput<OutcomeBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> =>
  recordWork(
    dependencies,
    'outcome',
    input,
    caller,
    now,
    (work) => decideOutcome(dependencies, input.body, work, caller),
    ({ booking, withdrawn }) =>
      booking !== null && withdrawn?.reason !== 'deceased' && input.body.outcome === 'completed',
  );
