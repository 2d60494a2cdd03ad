import * as z from 'zod';
import { recordedEpisodeActionViewSchema } from '../../../shared/episodes/task-api.ts';
import {
  acknowledgeEscalation,
  acknowledgementBodySchema,
} from '../../../shared/escalation/acknowledge-escalation.ts';
import { findEscalatedTask } from '../../../shared/escalation/escalation-plan.ts';
import { planRenewalBodySchema, renewPlan } from '../../../shared/escalation/renew-plan.ts';
import {
  escalationListSchema,
  listEscalations,
  listEscalationsQuerySchema,
} from '../../../shared/escalation/list-escalations.ts';
import type { Caller } from '../../../shared/access/caller.ts';
import type { WebDependencies } from '../web-context.ts';
import { auditShownTasks, auditTaskChange } from '../http/audit.ts';
import { defineChange, defineRead } from './route.ts';

const escalationIdParameters = z.object({ escalationId: z.string() });

const auditEscalated = async (
  { params: { escalationId }, caller }: { params: { escalationId: string }; caller: Caller },
  dependencies: WebDependencies,
) => {
  const taskId = await findEscalatedTask(dependencies, escalationId);
  return taskId === null ? null : auditTaskChange(taskId, caller, dependencies);
};

export const escalationRoutes = [
  defineRead({
    id: 'listEscalations',
    isList: true,
    path: '/api/v1/escalations',
    summary: 'List the escalations of tasks that your authorities own, newest first',
    permission: 'readCasework',
    audit: auditShownTasks,
    query: listEscalationsQuerySchema,
    response: escalationListSchema,
    handle: ({ query, caller, now }, dependencies) =>
      listEscalations(dependencies, query, caller, now),
  }),
  defineChange({
    id: 'acknowledgeEscalation',
    method: 'post',
    path: '/api/v1/escalations/{escalationId}/acknowledge',
    summary: 'Acknowledge an escalation, so that it goes to no further level',
    permission: 'workTasks',
    audit: auditEscalated,
    params: escalationIdParameters,
    body: acknowledgementBodySchema,
    response: recordedEpisodeActionViewSchema,
    status: 201,
    handle: ({ params: { escalationId }, body, caller, now }, dependencies) =>
      acknowledgeEscalation(dependencies, { escalationId, body }, caller, now),
  }),
  defineChange({
    id: 'renewPlan',
    method: 'post',
    path: '/api/v1/escalations/{escalationId}/renew-plan',
    summary: 'Plan another day for an escalation that you acknowledged, with the reason',
    permission: 'workTasks',
    audit: auditEscalated,
    params: escalationIdParameters,
    body: planRenewalBodySchema,
    response: recordedEpisodeActionViewSchema,
    status: 201,
    handle: ({ params: { escalationId }, body, caller, now }, dependencies) =>
      renewPlan(dependencies, { escalationId, body }, caller, now),
  }),
];
