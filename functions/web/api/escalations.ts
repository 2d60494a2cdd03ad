import * as z from 'zod';
import { recordedActionViewSchema } from '../../../shared/episodes/task-api.ts';
import {
  acknowledgeEscalation,
  acknowledgementBodySchema,
  findEscalatedTask,
} from '../../../shared/escalation/acknowledge-escalation.ts';
import {
  escalationListSchema,
  listEscalations,
  listEscalationsQuerySchema,
} from '../../../shared/escalation/list-escalations.ts';
import { auditShownTasks, auditTaskChange } from '../http/audit.ts';
import { defineChange, defineRead } from './route.ts';

export const escalationRoutes = [
  defineRead({
    id: 'listEscalations',
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
    audit: async ({ params: { escalationId }, caller }, dependencies) => {
      const taskId = await findEscalatedTask(dependencies, escalationId);
      return taskId === null ? null : auditTaskChange(taskId, caller, dependencies);
    },
    params: z.object({ escalationId: z.string() }),
    body: acknowledgementBodySchema,
    response: recordedActionViewSchema,
    status: 201,
    handle: ({ params: { escalationId }, body, caller, now }, dependencies) =>
      acknowledgeEscalation(dependencies, { escalationId, body }, caller, now),
  }),
];
