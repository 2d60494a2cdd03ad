import { taskIdSchema } from '../../../shared/kernel/api-fields.ts';
import { listReports } from '../../../shared/police-reports/list-reports.ts';
import { sendReport } from '../../../shared/police-reports/send-report.ts';
import { NOT_FOUND } from '../../../shared/kernel/result.ts';
import type { INTELLIGENCE_OPERATIONS } from './intelligence-operations.ts';
import type { HandlersOf, WebDependencies } from '../web-context.ts';

/** Takes in what is to be told to police, and shows what was. */
export const intelligenceHandlers = (
  dependencies: WebDependencies,
): HandlersOf<typeof INTELLIGENCE_OPERATIONS> => ({
  sendIntelligenceReport: ({ params, body, caller, now }) => {
    const taskId = taskIdSchema.safeParse(params['taskId']);
    return taskId.success
      ? sendReport(dependencies, { taskId: taskId.data, body }, caller, now)
      : NOT_FOUND;
  },
  listIntelligenceReports: ({ params, caller }) => {
    const taskId = taskIdSchema.safeParse(params['taskId']);
    return taskId.success ? listReports(dependencies, taskId.data, caller) : NOT_FOUND;
  },
});
