import type { OutcomeBody } from './outcome-api.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import type { Action, ActionDetail } from '../episodes/action.ts';
import { findAuthoritySettings } from '../directory/default-settings.ts';
import { hash } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import { isHeldLate, outcomeRules, type OutcomeTold } from './outcome-rules.ts';
import type { RhiTask } from '../episodes/rhi-task.ts';
import { type Result, refuseBody, refuseBroken } from '../kernel/result.ts';
import { readCoveredTasks } from './covered-tasks.ts';
import type { Decided } from './record-action.ts';
import { recordWork, type Work, type WorkInput } from './record-work.ts';
import type { WorkPorts } from './work-ports.ts';
import type { Caller } from '../access/caller.ts';

type OutcomeDetail = ActionDetail & { readonly kind: 'outcome' };
type Interview = Pick<OutcomeDetail, 'interviewId' | 'mainTaskId'>;

const toldIn = (body: OutcomeBody, happenedAt: Instant): OutcomeTold => ({
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
const detailFor = (task: RhiTask, told: OutcomeTold, interview: Interview): OutcomeDetail => ({
  kind: 'outcome',
  outcome: told.outcome,
  reason: told.reason,
  lateReason: isHeldLate(task, told) ? told.lateReason : null,
  parentOffered: told.parentOffered,
  parentGave: told.outcome === 'declined' ? (told.parentGave ?? false) : null,
  ...interview,
});

const decideOutcome = async (
  ports: WorkPorts,
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
  const refused = refuseBroken(outcomeRules(told, task, others, contactAttempts));
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
  ports: WorkPorts,
  input: WorkInput<OutcomeBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> =>
  recordWork(ports, 'outcome', input, caller, now, (work) =>
    decideOutcome(ports, input.body, work, caller),
  );
