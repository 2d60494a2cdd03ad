import type { RecordedActionView } from '../episodes/task-api.ts';
import { findAuthoritySettings } from '../directory/default-settings.ts';
import { hash } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import { isHeldLate, checkOutcome, type OutcomeInput } from './outcome-rules.ts';
import { type Result, refuseBody, STALE, refuseBrokenRules } from '../kernel/result.ts';
import type { Decided } from './record-action.ts';
import { recordWork, type Work, type WorkInput } from './record-work.ts';
import type { Caller } from '../access/caller.ts';
import * as z from 'zod';
import {
  type Action,
  type ActionDetail,
  DECLINE_REASONS,
  LATE_REASONS,
  NOT_POSSIBLE_REASONS,
  OUTCOMES,
} from '../episodes/action.ts';
import {
  taskIdSchema,
  correctionFields,
  happenedAtSchema,
  actionRequestFields,
  textSchema,
} from '../kernel/api-fields.ts';
import { type CaseworkDependencies, readTaskRecord, type TaskRecord } from './task-record.ts';
import type { RhiTask } from '../episodes/task.ts';

type OutcomeDetail = ActionDetail & { readonly kind: 'outcome' };
type Interview = Pick<OutcomeDetail, 'interviewId' | 'mainTaskId'>;

const toldIn = (body: OutcomeBody, happenedAt: Instant): OutcomeInput => ({
  outcome: body.outcome,
  happenedAt,
  reason: body.reason ?? null,
  hasReasonText: body.reasonText !== undefined,
  lateReason: body.lateReason ?? null,
  hasLateText: body.lateText !== undefined,
  parentOffered: body.parentOffered ?? null,
  parentGave: body.parentGave ?? null,
});

/** A corrected record of an interview is of the same interview. */
const interviewOf = (
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

/** The outcome of one task: each has its own lateness, whatever the others have. */
const detailFor = (task: RhiTask, told: OutcomeInput, interview: Interview): OutcomeDetail => ({
  kind: 'outcome',
  outcome: told.outcome,
  reason: told.reason,
  lateReason: isHeldLate(task, told) ? told.lateReason : null,
  parentOffered: told.parentOffered,
  parentGave: told.outcome === 'declined' ? (told.parentGave ?? false) : null,
  ...interview,
});

const decideOutcome = async (
  ports: CaseworkDependencies,
  body: OutcomeBody,
  { record, happenedAt, corrected }: Work,
  caller: Caller,
): Promise<Result<Decided>> => {
  const { task, stored } = record;
  if (task.state === 'closed' && corrected === null) {
    return refuseBody('task-closed', '', 'The task has its outcome: it can only be corrected.');
  }
  const covered = await readCoveredTasks(ports, body.alsoCovers ?? [], record, caller);
  if ('refusal' in covered) return covered;
  const told = toldIn(body, happenedAt);
  const { contactAttempts } = findAuthoritySettings(
    ports.directory,
    stored.episode.responsibleAuthority,
  );
  const others = covered.value.map((other) => other.task);
  const refused = refuseBrokenRules(checkOutcome(told, task, others, contactAttempts));
  if (refused !== null) return refused;
  const interview = interviewOf(body, task, corrected);
  const { reasonText, lateText, note } = body;
  const texts = { reasonText, lateText, note };
  const decisionFor = (one: RhiTask) => ({
    detail: detailFor(one, told, interview),
    happenedAt,
    texts: { ...texts, lateText: isHeldLate(one, told) ? lateText : undefined },
  });
  return {
    value: {
      ...decisionFor(task),
      also: covered.value.map((other) => ({ record: other, decision: decisionFor(other.task) })),
    },
  };
};

/**
 * Records how a task ended, and with it, in the same transaction, other open tasks of the child that
 * the interview covers. Late or in time is derived from the return, never told; without a known
 * return an interview is recorded and cannot be measured. A closed task takes a correction only,
 * which is of this one task.
 */
export const recordOutcome = (
  ports: CaseworkDependencies,
  input: WorkInput<OutcomeBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> =>
  recordWork(ports, 'outcome', input, caller, now, (work) =>
    decideOutcome(ports, input.body, work, caller),
  );

/** All that is written of the tasks of one interview goes into one transaction. */
const MOST_COVERED = 10;

/** How the task ended. Whether it was in time is derived, never told. */
export const outcomeBodySchema = z
  .strictObject({
    ...actionRequestFields,
    outcome: z.enum(OUTCOMES),
    happenedAt: happenedAtSchema.meta({
      description: 'When it was held, declined or found not to be possible; without it, now.',
    }),
    reason: z
      .enum([...DECLINE_REASONS, ...NOT_POSSIBLE_REASONS])
      .optional()
      .meta({ description: 'Needed when `declined` or `not-possible`.' }),
    reasonText: textSchema.optional().meta({ description: 'Needed for the reason `other`.' }),
    lateReason: z
      .enum(LATE_REASONS)
      .optional()
      .meta({ description: 'Needed when the interview was held after 72 hours.' }),
    lateText: textSchema.optional().meta({ description: 'Needed for the late reason `other`.' }),
    parentOffered: z.boolean().optional().meta({
      description:
        'Needed when `declined`: whether the parent or carer was offered to give information.',
    }),
    parentGave: z.boolean().optional().meta({ description: 'Whether they did; without it, no.' }),
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

const checkCovered = (
  covered: TaskRecord | null,
  main: TaskRecord,
  { taskVersion }: Cover,
  path: string,
): Result<TaskRecord> => {
  const owner = main.stored.episode.responsibleAuthority;
  if (covered?.stored.episode.responsibleAuthority !== owner) {
    return refuseBody('unknown-task', `${path}/taskId`, 'The authority has no such task.');
  }
  if (covered.stored.childId === null || covered.stored.childId !== main.stored.childId) {
    return refuseBody('other-child', path, 'This task is not known to be of the same child.');
  }
  const { state } = covered.task;
  if (state === 'closed') return refuseBody('task-closed', path, 'This task has its outcome.');
  if (state === 'withdrawn') return refuseBody('task-withdrawn', path, 'This task is withdrawn.');
  return taskVersion === covered.stored.taskVersion ? { value: covered } : STALE;
};

const isNamedTwice = (covers: readonly Cover[], main: TaskRecord): boolean =>
  new Set([main.task.taskId, ...covers.map(({ taskId }) => taskId)]).size !== covers.length + 1;

/** The other open tasks of the same child and authority that one interview covers, each on the version seen. */
export const readCoveredTasks = async (
  { episodes }: Pick<CaseworkDependencies, 'episodes'>,
  covers: readonly Cover[],
  main: TaskRecord,
  caller: Caller,
): Promise<Result<readonly TaskRecord[]>> => {
  if (isNamedTwice(covers, main)) {
    return refuseBody('invalid-value', '/alsoCovers', 'Each other task is named once.');
  }
  const records = await Promise.all(
    covers.map(({ taskId }) => readTaskRecord(episodes, taskId, caller)),
  );
  const covered: TaskRecord[] = [];
  for (const [index, cover] of covers.entries()) {
    const path = `/alsoCovers/${String(index)}`;
    const checked = checkCovered(records[index] ?? null, main, cover, path);
    if ('refusal' in checked) return checked;
    covered.push(checked.value);
  }
  return { value: covered };
};
