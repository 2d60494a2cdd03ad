import * as z from 'zod';
import { actionRequestFields, textSchema } from '../kernel/api-fields.ts';
import type { Instant } from '../kernel/instant.ts';
import {
  NOT_FOUND,
  NOT_YOUR_ROLE,
  type Refusal,
  refuseBody,
  type Result,
} from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import { type Escalation, type RaisedLevel, readRaisedForTask } from '../episodes/escalation.ts';
import type { RecordedEpisodeActionView } from '../episodes/task-api.ts';
import { type Decided, recordEpisodeAction } from '../casework/record-action.ts';
import type { CaseworkDependencies, WorkRecord } from '../casework/task-record.ts';
import {
  createPlanAlerts,
  findEscalatedTask,
  findOwnEscalation,
  PLAN_DATE_DESCRIPTION,
  planChange,
  refuseClosed,
  refusePlanDate,
} from './escalation-plan.ts';

export const acknowledgementBodySchema = z
  .strictObject({
    key: actionRequestFields.key,
    note: textSchema,
    planDate: z.iso.date().meta({ description: PLAN_DATE_DESCRIPTION }),
  })
  .meta({ id: 'AcknowledgementBody' });
export type AcknowledgementBody = z.infer<typeof acknowledgementBodySchema>;

export interface AcknowledgementInput {
  readonly escalationId: string;
  readonly body: AcknowledgementBody;
}

const refuseAcknowledgement = (
  { mustAcknowledge, closedAt }: Escalation,
  { acknowledged }: RaisedLevel,
): { readonly refusal: Refusal } | null => {
  if (!mustAcknowledge) {
    return refuseBody(
      'nothing-to-acknowledge',
      '',
      'This level is for information only: you do not need to acknowledge it.',
    );
  }
  if (acknowledged !== null) {
    return refuseBody('already-acknowledged', '', 'This escalation has already been acknowledged.');
  }
  return closedAt === null ? null : refuseClosed();
};

const decideAcknowledgement = async (
  dependencies: CaseworkDependencies,
  { escalationId, body }: AcknowledgementInput,
  record: WorkRecord,
  actionId: string,
  caller: Caller,
  now: Instant,
): Promise<Result<Decided>> => {
  const found = await findOwnEscalation(dependencies, escalationId, record, caller);
  if ('refusal' in found) return found;
  const { level, escalation } = found.value;
  const { planDate, note } = body;
  const refused =
    refuseAcknowledgement(escalation, level) ?? refusePlanDate(dependencies, record, planDate, now);
  if (refused !== null) return refused;
  const acknowledged = { by: caller.subject, at: now, planDate, renewals: [] };
  return {
    value: {
      detail: { kind: 'acknowledgement', escalationId, level: level.level, planDate },
      texts: { note },
      ...planChange(record, escalation, acknowledged),
      alerts: createPlanAlerts(dependencies, record, actionId, acknowledged),
    },
  };
};

/**
 * Acknowledges an escalation with a note and the day by which it will be put right. The levels
 * above it are held back until the end of that day, and the practitioner of the task is notified. Needs no task
 * version.
 */
export const acknowledgeEscalation = async (
  dependencies: CaseworkDependencies,
  input: AcknowledgementInput,
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
    kind: 'acknowledgement',
    content: { escalationId, ...content },
  } as const;
  return recordEpisodeAction(dependencies, request, caller, now, (record, actionId) =>
    decideAcknowledgement(dependencies, input, record, actionId, caller, now),
  );
};
