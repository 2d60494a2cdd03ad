import * as z from 'zod';
import { actionRequestFields, textSchema } from '../kernel/api-fields.ts';
import type { Instant } from '../kernel/instant.ts';
import { NOT_FOUND, NOT_YOUR_ROLE, refuseBody, type Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import { readPresentPlan, readRaisedForTask } from '../episodes/escalation.ts';
import type { RecordedEpisodeActionView } from '../episodes/task-api.ts';
import { type Decided, recordEpisodeAction } from '../casework/record-action.ts';
import type { CaseworkDependencies, WorkRecord } from '../casework/task-record.ts';
import {
  createPlanAlerts,
  findEscalatedTask,
  findOwnEscalation,
  PLAN_DATE_DESCRIPTION,
  planChange,
  refusePlanDate,
} from './escalation-plan.ts';

export const planRenewalBodySchema = z
  .strictObject({
    key: actionRequestFields.key,
    planDate: z.iso.date().meta({ description: PLAN_DATE_DESCRIPTION }),
    reason: textSchema.meta({ description: 'Why the day that was planned cannot be kept.' }),
  })
  .meta({ id: 'PlanRenewalBody' });
export type PlanRenewalBody = z.infer<typeof planRenewalBodySchema>;

export interface PlanRenewalInput {
  readonly escalationId: string;
  readonly body: PlanRenewalBody;
}

const decideRenewal = async (
  dependencies: CaseworkDependencies,
  { escalationId, body: { planDate, reason } }: PlanRenewalInput,
  record: WorkRecord,
  actionId: string,
  caller: Caller,
  now: Instant,
): Promise<Result<Decided>> => {
  const found = await findOwnEscalation(dependencies, escalationId, record, caller);
  if ('refusal' in found) return found;
  const { level, escalation } = found.value;
  const { acknowledged: before } = level;
  if (before === null)
    return refuseBody('not-acknowledged', '', 'Acknowledge this escalation first, with a plan.');
  if (planDate === readPresentPlan(before).planDate)
    return refuseBody('plan-unchanged', '/planDate', 'This is the day that is planned already.');
  const refused = refusePlanDate(dependencies, record, planDate, now);
  if (refused !== null) return refused;
  const renewal = { by: caller.subject, at: now, planDate };
  const acknowledged = { ...before, renewals: [...before.renewals, renewal] };
  return {
    value: {
      detail: { kind: 'plan-renewal', escalationId, level: level.level, planDate },
      texts: { reason },
      ...planChange(record, escalation, acknowledged),
      alerts: createPlanAlerts(dependencies, record, actionId, acknowledged),
    },
  };
};

/**
 * Plans another day for an acknowledged escalation, with the reason. What the plan holds back is held back until the end
 * of the new day; what was raised when the earlier day ended stays. Needs no task version.
 */
export const renewPlan = async (
  dependencies: CaseworkDependencies,
  input: PlanRenewalInput,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedEpisodeActionView>> => {
  const { escalationId, body } = input;
  const { key, ...content } = body;
  if (!hasPermission(caller, 'workTasks')) return NOT_YOUR_ROLE;
  const taskId = await findEscalatedTask(dependencies, escalationId);
  if (taskId === null) return NOT_FOUND;
  const request = {
    taskId,
    keyedBy: readRaisedForTask(escalationId),
    key,
    taskVersion: null,
    kind: 'plan-renewal',
    content: { escalationId, ...content },
  } as const;
  return recordEpisodeAction(dependencies, request, caller, now, (record, actionId) =>
    decideRenewal(dependencies, input, record, actionId, caller, now),
  );
};
