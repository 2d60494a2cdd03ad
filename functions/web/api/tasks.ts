import * as z from 'zod';
import type { AuditedAccess } from '../../../shared/access/audit.ts';
import { allocateTask, allocationBodySchema } from '../../../shared/casework/allocate-task.ts';
import { attemptBodySchema, recordAttempt } from '../../../shared/casework/record-attempt.ts';
import { bookingBodySchema, recordBooking } from '../../../shared/casework/record-booking.ts';
import {
  candidateListSchema,
  listTaskCandidates,
} from '../../../shared/casework/list-candidates.ts';
import { noteBodySchema, recordNote } from '../../../shared/casework/record-note.ts';
import { offerBodySchema, recordOffer } from '../../../shared/casework/record-offer.ts';
import { outcomeBodySchema, recordOutcome } from '../../../shared/casework/record-outcome.ts';
import { recordReferral, referralBodySchema } from '../../../shared/casework/record-referral.ts';
import {
  recordVisitNeeds,
  visitNeedsBodySchema,
} from '../../../shared/casework/record-visit-needs.ts';
import { retractAction, retractionBodySchema } from '../../../shared/casework/retract-action.ts';
import { historyQuerySchema } from '../../../shared/episodes/history.ts';
import {
  countTasks,
  countTasksQuerySchema,
  taskCountsSchema,
} from '../../../shared/episodes/count-tasks.ts';
import { listTasks, listTasksQuerySchema } from '../../../shared/episodes/list-tasks.ts';
import { readTask, taskDetailSchema } from '../../../shared/episodes/read-task.ts';
import { recordedActionViewSchema, taskListSchema } from '../../../shared/episodes/task-api.ts';
import { taskIdSchema } from '../../../shared/kernel/api-fields.ts';
import { auditShownTask, auditShownTasks, auditTaskChange } from '../http/audit.ts';
import {
  recordedReturnSchema,
  recordReturn,
  returnBodySchema,
} from '../../../shared/intake/record-return.ts';
import type { WebDependencies } from '../web-context.ts';
import { defineChange, defineRead, type RouteRequest } from './route.ts';

const params = z.object({ taskId: taskIdSchema });
type TaskRequest<Body = unknown> = RouteRequest<z.output<typeof params>, unknown, Body>;

const auditChangedTask = (
  { params: { taskId }, caller }: TaskRequest,
  dependencies: WebDependencies,
): Promise<readonly AuditedAccess[] | null> => auditTaskChange(taskId, caller, dependencies);

const auditCoveredTasks = async (
  request: TaskRequest<z.output<typeof outcomeBodySchema>>,
  dependencies: WebDependencies,
): Promise<readonly AuditedAccess[] | null> => {
  const main = await auditChangedTask(request, dependencies);
  const others = await Promise.all(
    (request.body.alsoCovers ?? []).map(({ taskId }) =>
      auditTaskChange(taskId, request.caller, dependencies),
    ),
  );
  return main && [...main, ...others.flatMap((access) => access ?? [])];
};

const ACTION = {
  method: 'post',
  permission: 'workTasks',
  audit: auditChangedTask,
  params,
  response: recordedActionViewSchema,
  status: 201,
} as const;

export const taskRoutes = [
  defineRead({
    id: 'listTasks',
    isList: true,
    path: '/api/v1/tasks',
    summary:
      'List the return home interview tasks that your authorities own: overdue first, then without a deadline yet, then by deadline',
    permission: 'readCasework',
    audit: auditShownTasks,
    query: listTasksQuerySchema,
    response: taskListSchema,
    handle: ({ query, caller, now }, dependencies) => listTasks(dependencies, query, caller, now),
  }),
  defineRead({
    id: 'countTasks',
    path: '/api/v1/tasks/counts',
    summary: 'Count the open tasks of a worklist, and those that each filter of the list shows',
    permission: 'readCasework',
    audit: 'unaudited',
    query: countTasksQuerySchema,
    response: taskCountsSchema,
    handle: ({ query, caller, now }, dependencies) => countTasks(dependencies, query, caller, now),
  }),
  defineRead({
    id: 'readTask',
    path: '/api/v1/tasks/{taskId}',
    summary: 'Read one return home interview task, with everything that was done on it',
    permission: 'readCasework',
    audit: auditShownTask,
    params,
    query: historyQuerySchema,
    response: taskDetailSchema,
    handle: ({ params: { taskId }, query, caller, now }, dependencies) =>
      readTask(dependencies, taskId, query, caller, now),
  }),
  defineRead({
    id: 'listTaskCandidates',
    path: '/api/v1/tasks/{taskId}/candidates',
    summary: 'List who could do an interview now, and of each why not',
    permission: 'readCasework',
    audit: auditShownTask,
    params,
    response: candidateListSchema,
    handle: ({ params: { taskId }, caller, now }, dependencies) =>
      listTaskCandidates(dependencies, taskId, caller, now),
  }),
  defineChange({
    ...ACTION,
    id: 'recordReturn',
    path: '/api/v1/tasks/{taskId}/return',
    summary: 'Record a return that your authority knows of, or take it back',
    body: returnBodySchema,
    response: recordedReturnSchema,
    handle: ({ params: { taskId }, body, caller, now }, dependencies) =>
      recordReturn(dependencies, { taskId, body }, caller, now),
  }),
  defineChange({
    ...ACTION,
    id: 'allocateTask',
    path: '/api/v1/tasks/{taskId}/allocate',
    summary: 'Allocate a task to a practitioner, take it over, or hand it back',
    body: allocationBodySchema,
    handle: ({ params: { taskId }, body, caller, now }, dependencies) =>
      allocateTask(dependencies, { taskId, body }, caller, now),
  }),
  defineChange({
    ...ACTION,
    id: 'recordAttempt',
    path: '/api/v1/tasks/{taskId}/attempts',
    summary: 'Record an attempt to contact the child or carer',
    body: attemptBodySchema,
    handle: ({ params: { taskId }, body, caller, now }, dependencies) =>
      recordAttempt(dependencies, { taskId, body }, caller, now),
  }),
  defineChange({
    ...ACTION,
    id: 'recordNote',
    path: '/api/v1/tasks/{taskId}/notes',
    summary: 'Note something about the work on a task',
    body: noteBodySchema,
    handle: ({ params: { taskId }, body, caller, now }, dependencies) =>
      recordNote(dependencies, { taskId, body }, caller, now),
  }),
  defineChange({
    ...ACTION,
    id: 'recordOffer',
    path: '/api/v1/tasks/{taskId}/offer',
    summary: 'Record that the interview was offered',
    body: offerBodySchema,
    handle: ({ params: { taskId }, body, caller, now }, dependencies) =>
      recordOffer(dependencies, { taskId, body }, caller, now),
  }),
  defineChange({
    ...ACTION,
    id: 'recordVisitNeeds',
    path: '/api/v1/tasks/{taskId}/visit-needs',
    summary: 'Record what a visit needs, and whom and where the child wishes',
    body: visitNeedsBodySchema,
    handle: ({ params: { taskId }, body, caller, now }, dependencies) =>
      recordVisitNeeds(dependencies, { taskId, body }, caller, now),
  }),
  defineChange({
    ...ACTION,
    id: 'recordBooking',
    path: '/api/v1/tasks/{taskId}/bookings',
    summary: 'Record an appointment, or what happened to one',
    body: bookingBodySchema,
    handle: ({ params: { taskId }, body, caller, now }, dependencies) =>
      recordBooking(dependencies, { taskId, body }, caller, now),
  }),
  defineChange({
    ...ACTION,
    id: 'recordOutcome',
    path: '/api/v1/tasks/{taskId}/outcome',
    summary: 'Record the outcome of a task; one interview may cover several tasks',
    audit: auditCoveredTasks,
    body: outcomeBodySchema,
    handle: ({ params: { taskId }, body, caller, now }, dependencies) =>
      recordOutcome(dependencies, { taskId, body }, caller, now),
  }),
  defineChange({
    ...ACTION,
    id: 'recordReferral',
    path: '/api/v1/tasks/{taskId}/referrals',
    summary: 'Record a referral that follows from the debrief, or what happened to one',
    body: referralBodySchema,
    handle: ({ params: { taskId }, body, caller, now }, dependencies) =>
      recordReferral(dependencies, { taskId, body }, caller, now),
  }),
  defineChange({
    ...ACTION,
    id: 'retractAction',
    path: '/api/v1/tasks/{taskId}/retractions',
    summary: 'Retract an action that was recorded but did not happen',
    body: retractionBodySchema,
    handle: ({ params: { taskId }, body, caller, now }, dependencies) =>
      retractAction(dependencies, { taskId, body }, caller, now),
  }),
];
