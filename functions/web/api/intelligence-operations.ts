import { recordedActionViewSchema } from '../../../shared/episodes/task-api.ts';
import { NO_BODY, type Operation } from './operation.ts';
import {
  intelligenceReportBodySchema,
  intelligenceReportListSchema,
} from '../../../shared/police-reports/report-api.ts';
import { noQuerySchema } from '../../../shared/kernel/api-fields.ts';

/** What is told to police of what a child told. */
export const INTELLIGENCE_OPERATIONS = {
  sendIntelligenceReport: {
    method: 'post',
    path: '/api/v1/tasks/{taskId}/intelligence-reports',
    summary:
      'Tell police chosen items of the debrief; refused while the child or the interviewee can be known by it',
    query: noQuerySchema,
    body: intelligenceReportBodySchema,
    response: recordedActionViewSchema,
    status: 201,
    audited: 'task',
  },
  listIntelligenceReports: {
    method: 'get',
    path: '/api/v1/tasks/{taskId}/intelligence-reports',
    summary: 'The reports to police from this task, as they were sent, with their grades',
    query: noQuerySchema,
    body: NO_BODY,
    response: intelligenceReportListSchema,
    status: 200,
    audited: 'task',
  },
} as const satisfies Record<string, Operation>;
