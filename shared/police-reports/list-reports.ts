import type { Action } from '../episodes/action.ts';
import { findCurrentGrade } from '../intelligence/grade.ts';
import { readTaskRecord } from '../casework/task-record.ts';
import { type Result, NOT_FOUND, NOT_YOUR_ROLE } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import type { IntelligenceReportList, IntelligenceReportView } from './report-api.ts';
import { readDebriefState } from '../episodes/rules/current-actions.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';
import type { ReportStore, SentReport } from '../episodes/report-store.ts';

export interface ReportReaders {
  readonly episodes: Pick<EpisodeStore, 'read'>;
  readonly reports: Pick<ReportStore, 'listReports'>;
}

type ReportAction = Extract<Action, { kind: 'intelligence-report' }>;

const viewGrade = ({ grades }: SentReport): IntelligenceReportView['grade'] => {
  const current = findCurrentGrade(grades);
  if (current === null) return null;
  const { source, information, handling, conditions, gradedAt, time } = current;
  return { source, information, handling, conditions, gradedAt, time };
};

const findState = ({ sentAt, grades }: SentReport): IntelligenceReportView['state'] => {
  if (grades.length > 0) return 'graded';
  return sentAt === null ? 'to-be-sent' : 'sent';
};

const viewReport = (
  action: ReportAction,
  sent: SentReport,
  actions: readonly Action[],
): IntelligenceReportView => ({
  reportId: action.reportId,
  actionId: action.actionId,
  by: action.by,
  recordedAt: action.recordedAt,
  state: findState(sent),
  sentAt: sent.sentAt,
  force: action.force,
  debriefId: action.debriefId,
  debrief: readDebriefState(action.debriefId, actions),
  chosen: [...action.items],
  items: sent.report.items.map((item) => ({ ...item, people: [...item.people] })),
  text: sent.report.text,
  handling: sent.report.handling,
  grade: viewGrade(sent),
});

export const listReports = async (
  { episodes, reports }: ReportReaders,
  taskId: string,
  caller: Caller,
): Promise<Result<IntelligenceReportList>> => {
  if (!hasPermission(caller, 'readDebriefs')) return NOT_YOUR_ROLE;
  const record = await readTaskRecord(episodes, taskId, caller);
  if (record === null) return NOT_FOUND;
  const sent = await reports.listReports(record.stored.episode.episodeId);
  const items = record.actions.flatMap((action) => {
    if (action.kind !== 'intelligence-report') return [];
    const found = sent.find(({ report }) => report.reportId === action.reportId);
    return found === undefined ? [] : [viewReport(action, found, record.actions)];
  });
  return { value: { taskId, items } };
};
