import * as z from 'zod';
import {
  actionRequestFields,
  correctionFields,
  happenedAtSchema,
  taskIdSchema,
  textSchema,
} from '../kernel/api-fields.ts';
import { hash } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import { refuseBody, refuseBrokenRules, type Result, STALE } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { findAuthoritySettings } from '../directory/directory.ts';
import {
  type Action,
  type ActionDetail,
  DECLINE_REASONS,
  LATE_REASONS,
  NOT_POSSIBLE_REASONS,
  OUTCOMES,
} from '../episodes/action.ts';
import { listChildIds } from '../episodes/episode.ts';
import { listSameChild } from '../episodes/rules/child-matches.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import type { RhiTask } from '../episodes/task.ts';
import { checkOutcome, isHeldLate, type OutcomeInput } from './outcome-rules.ts';
import type { Decided } from './record-action.ts';
import { recordWork, type Work, type WorkInput } from './record-work.ts';
import { type CaseworkDependencies, readTaskRecord, type TaskRecord } from './task-record.ts';

/** All tasks of one interview are written in one transaction. */
const MOST_COVERED = 10;

export const outcomeBodySchema = z
  .strictObject({
    ...actionRequestFields,
    outcome: z.enum(OUTCOMES),
    happenedAt: happenedAtSchema.meta({
      description:
        'When the interview was held, declined or found not to be possible. If left out: now.',
    }),
    reason: z
      .enum([...DECLINE_REASONS, ...NOT_POSSIBLE_REASONS])
      .optional()
      .meta({ description: 'Required when `declined` or `not-possible`.' }),
    reasonText: textSchema.optional().meta({ description: 'Required for the reason `other`.' }),
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
    alsoCovers: z
      .array(z.strictObject({ taskId: taskIdSchema, taskVersion: actionRequestFields.taskVersion }))
      .max(MOST_COVERED)
      .optional()
      .meta({ description: 'Other open tasks of the child that the same interview covers.' }),
    note: textSchema.optional(),
    ...correctionFields,
  })
  .meta({ id: 'OutcomeBody' });
export type OutcomeBody = z.infer<typeof outcomeBodySchema>;

type Cover = NonNullable<OutcomeBody['alsoCovers']>[number];

/** The task of the interview, and the ids of its child. */
interface MainTask {
  readonly record: TaskRecord;
  readonly childIds: readonly string[];
}

const checkCovered = (
  covered: TaskRecord | null,
  { record: main, childIds }: MainTask,
  { taskVersion }: Cover,
  path: string,
): Result<TaskRecord> => {
  const owner = main.stored.episode.responsibleAuthority;
  if (covered?.stored.episode.responsibleAuthority !== owner) {
    return refuseBody('unknown-task', `${path}/taskId`, 'The authority has no task with this id.');
  }
  const { childId } = covered.stored;
  if (childId === null || !childIds.includes(childId)) {
    return refuseBody('other-child', path, 'This task is not known to be about the same child.');
  }
  const { state } = covered.task;
  if (state === 'closed') return refuseBody('task-closed', path, 'This task has an outcome.');
  if (state === 'withdrawn') return refuseBody('task-withdrawn', path, 'This task is withdrawn.');
  return taskVersion === covered.stored.taskVersion ? { value: covered } : STALE;
};

const isNamedTwice = (covers: readonly Cover[], main: TaskRecord): boolean =>
  new Set([main.task.taskId, ...covers.map(({ taskId }) => taskId)]).size !== covers.length + 1;

const readCoveredTasks = async (
  { episodes }: Pick<CaseworkDependencies, 'episodes'>,
  covers: readonly Cover[],
  main: TaskRecord,
  caller: Caller,
): Promise<Result<readonly TaskRecord[]>> => {
  if (isNamedTwice(covers, main)) {
    return refuseBody('invalid-value', '/alsoCovers', 'Enter each other task once.');
  }
  const records = await Promise.all(
    covers.map(({ taskId }) => readTaskRecord(episodes, taskId, caller)),
  );
  const [childId] = listChildIds([main.stored]);
  const childIds =
    childId === undefined ? [] : listSameChild(childId, await episodes.readChildren([childId]));
  const covered: TaskRecord[] = [];
  for (const [index, cover] of covers.entries()) {
    const path = `/alsoCovers/${String(index)}`;
    const checked = checkCovered(records[index] ?? null, { record: main, childIds }, cover, path);
    if ('refusal' in checked) return checked;
    covered.push(checked.value);
  }
  return { value: covered };
};

type OutcomeDetail = ActionDetail & { readonly kind: 'outcome' };
type Interview = Pick<OutcomeDetail, 'interviewId' | 'mainTaskId'>;

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
): Interview => {
  if (outcome !== 'completed') return { interviewId: null, mainTaskId: taskId };
  if (corrected?.kind === 'outcome' && corrected.interviewId !== null) {
    return { interviewId: corrected.interviewId, mainTaskId: corrected.mainTaskId };
  }
  return { interviewId: `int-${hash('interview', taskId, key)}`, mainTaskId: taskId };
};

/** Whether the interview is late depends on each task's own return. */
const buildDetail = (task: RhiTask, input: OutcomeInput, interview: Interview): OutcomeDetail => ({
  kind: 'outcome',
  outcome: input.outcome,
  reason: input.reason,
  lateReason: isHeldLate(task, input) ? input.lateReason : null,
  parentOffered: input.parentOffered,
  parentGave: input.outcome === 'declined' ? (input.parentGave ?? false) : null,
  ...interview,
});

const decideOutcome = async (
  dependencies: CaseworkDependencies,
  body: OutcomeBody,
  { record, happenedAt, corrected }: Work,
  caller: Caller,
): Promise<Result<Decided>> => {
  const { task, stored } = record;
  if (task.state === 'closed' && corrected === null) {
    return refuseBody('task-closed', '', 'The task has an outcome: you can only correct it.');
  }
  const covered = await readCoveredTasks(dependencies, body.alsoCovers ?? [], record, caller);
  if ('refusal' in covered) return covered;
  const input = readInput(body, happenedAt);
  const { contactAttempts } = findAuthoritySettings(
    dependencies.directory,
    stored.episode.responsibleAuthority,
  );
  const others = covered.value.map((other) => other.task);
  const refused = refuseBrokenRules(checkOutcome(input, task, others, contactAttempts));
  if (refused !== null) return refused;
  const interview = chooseInterview(body, task, corrected);
  const { reasonText, lateText, note } = body;
  const buildDecision = (one: RhiTask) => ({
    detail: buildDetail(one, input, interview),
    happenedAt,
    texts: { reasonText, note, lateText: isHeldLate(one, input) ? lateText : undefined },
  });
  return {
    value: {
      ...buildDecision(task),
      also: covered.value.map((other) => ({ record: other, decision: buildDecision(other.task) })),
    },
  };
};

/**
 * Records the outcome of a task and, in the same transaction, of other open tasks of the child that
 * the interview covers. Lateness follows from the return; without a confirmed return the interview
 * is recorded but not measurable. A closed task accepts a correction only, for this one task.
 */
export const recordOutcome = (
  dependencies: CaseworkDependencies,
  input: WorkInput<OutcomeBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> =>
  recordWork(dependencies, 'outcome', input, caller, now, (work) =>
    decideOutcome(dependencies, input.body, work, caller),
  );
