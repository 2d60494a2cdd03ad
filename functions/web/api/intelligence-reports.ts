import * as z from 'zod';
import { recordedActionViewSchema } from '../../../shared/episodes/task-api.ts';
import { taskIdSchema } from '../../../shared/kernel/api-fields.ts';
import { listReports } from '../../../shared/police-reports/list-reports.ts';
import {
  intelligenceReportBodySchema,
  intelligenceReportListSchema,
} from '../../../shared/police-reports/report-api.ts';
import { sendReport } from '../../../shared/police-reports/send-report.ts';
import { auditShownTask, auditTaskChange } from '../http/audit.ts';
import { defineChange, defineRead } from './route.ts';

const params = z.object({ taskId: taskIdSchema });

export const intelligenceReportRoutes = [
  defineChange({
    id: 'sendIntelligenceReport',
    method: 'post',
    path: '/api/v1/tasks/{taskId}/intelligence-reports',
    summary:
      'Send police chosen items of the debrief; refused if they could identify the child or the interviewee',
    permission: 'workTasks',
    audit: ({ params: { taskId }, caller }, dependencies) =>
      auditTaskChange(taskId, caller, dependencies),
    params,
    body: intelligenceReportBodySchema,
    response: recordedActionViewSchema,
    status: 201,
    handle: ({ params: { taskId }, body, caller, now }, dependencies) =>
      sendReport(dependencies, { taskId, body }, caller, now),
  }),
  defineRead({
    id: 'listIntelligenceReports',
    path: '/api/v1/tasks/{taskId}/intelligence-reports',
    summary: 'List the reports to police from this task, as they were sent, with their grades',
    permission: 'readDebriefs',
    audit: auditShownTask,
    params,
    response: intelligenceReportListSchema,
    handle: ({ params: { taskId }, caller }, dependencies) =>
      listReports(dependencies, taskId, caller),
  }),
];
