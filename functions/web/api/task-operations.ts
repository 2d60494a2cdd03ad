import {
  debriefBodySchema,
  debriefDraftBodySchema,
  debriefDraftViewSchema,
  debriefViewSchema,
} from '../../../shared/episodes/debrief-api.ts';
import { recordedActionViewSchema, taskListSchema } from '../../../shared/episodes/task-api.ts';
import { NO_BODY, type Operation } from './operation.ts';
import { allocationBodySchema } from '../../../shared/casework/allocate-task.ts';
import { attemptBodySchema } from '../../../shared/casework/record-attempt.ts';
import { offerBodySchema } from '../../../shared/casework/record-offer.ts';
import { bookingBodySchema } from '../../../shared/casework/record-booking.ts';
import { outcomeBodySchema } from '../../../shared/casework/record-outcome.ts';
import { retractionBodySchema } from '../../../shared/casework/retract-action.ts';
import { acknowledgementBodySchema } from '../../../shared/escalation/acknowledge-escalation.ts';
import { noQuerySchema } from '../../../shared/kernel/api-fields.ts';
import { taskDetailSchema } from '../../../shared/episodes/read-task.ts';
import { referralBodySchema } from '../../../shared/casework/record-referral.ts';
import { listTasksQuerySchema } from '../../../shared/episodes/list-tasks.ts';

/** What is recorded under the client's key, once. */
const RECORDS = {
  method: 'post',
  query: noQuerySchema,
  response: recordedActionViewSchema,
  status: 201,
  audited: 'task',
} as const;

/** The work on return home interviews. */
export const TASK_OPERATIONS = {
  listTasks: {
    method: 'get',
    path: '/api/v1/tasks',
    summary:
      'Return home interview tasks that your authorities own: overdue first, then without a clock, then by due time',
    query: listTasksQuerySchema,
    body: NO_BODY,
    response: taskListSchema,
    status: 200,
    audited: 'tasks',
  },
  readTask: {
    method: 'get',
    path: '/api/v1/tasks/{taskId}',
    summary: 'One return home interview task, with all that was done about it',
    query: noQuerySchema,
    body: NO_BODY,
    response: taskDetailSchema,
    status: 200,
    audited: 'task',
  },
  allocateTask: {
    ...RECORDS,
    path: '/api/v1/tasks/{taskId}/allocate',
    summary: 'Give a task to a practitioner, take it over, or hand it back',
    body: allocationBodySchema,
  },
  recordAttempt: {
    ...RECORDS,
    path: '/api/v1/tasks/{taskId}/attempts',
    summary: 'Record that somebody tried to reach the child or carer',
    body: attemptBodySchema,
  },
  recordOffer: {
    ...RECORDS,
    path: '/api/v1/tasks/{taskId}/offer',
    summary: 'Record that the interview was offered',
    body: offerBodySchema,
  },
  recordBooking: {
    ...RECORDS,
    path: '/api/v1/tasks/{taskId}/bookings',
    summary: 'Record an appointment, or what became of one',
    body: bookingBodySchema,
  },
  recordOutcome: {
    ...RECORDS,
    path: '/api/v1/tasks/{taskId}/outcome',
    summary: 'Record how the task ended; an interview may cover several tasks',
    body: outcomeBodySchema,
    audited: 'tasks',
  },
  recordDebrief: {
    ...RECORDS,
    path: '/api/v1/tasks/{taskId}/debrief',
    summary: 'Hand in what was told',
    body: debriefBodySchema,
  },
  recordReferral: {
    ...RECORDS,
    path: '/api/v1/tasks/{taskId}/referrals',
    summary: 'Record a referral that the debrief gives cause for, or what became of one',
    body: referralBodySchema,
  },
  retractAction: {
    ...RECORDS,
    path: '/api/v1/tasks/{taskId}/retractions',
    summary: 'Undo what was recorded and did not happen',
    body: retractionBodySchema,
  },
  readDebrief: {
    method: 'get',
    path: '/api/v1/tasks/{taskId}/debrief',
    summary: 'The debrief that stands',
    query: noQuerySchema,
    body: NO_BODY,
    response: debriefViewSchema,
    status: 200,
    audited: 'task',
  },
  readDebriefDraft: {
    method: 'get',
    path: '/api/v1/tasks/{taskId}/debrief/draft',
    summary: 'Your own draft of the debrief',
    query: noQuerySchema,
    body: NO_BODY,
    response: debriefDraftViewSchema,
    status: 200,
    audited: 'task',
  },
  saveDebriefDraft: {
    method: 'put',
    path: '/api/v1/tasks/{taskId}/debrief/draft',
    summary: 'Save your draft of the debrief; a stale one is answered with what is stored',
    query: noQuerySchema,
    body: debriefDraftBodySchema,
    response: debriefDraftViewSchema,
    status: 200,
    audited: 'task',
  },
  acknowledgeEscalation: {
    ...RECORDS,
    path: '/api/v1/escalations/{escalationId}/acknowledge',
    summary: 'Take an escalation up: it climbs no further from there',
    body: acknowledgementBodySchema,
    audited: 'escalation',
  },
} as const satisfies Record<string, Operation>;
