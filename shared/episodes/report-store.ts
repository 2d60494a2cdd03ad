import * as z from 'zod';
import type { IntelligenceGrade } from '../intelligence/grade.ts';
import type { IntelligenceReport } from '../intelligence/report.ts';
import { ENTITY } from '../platform/names.ts';
import type { GradeWriteResult, ReceivedGrade, ReportStore, SentReport } from './reports.ts';
import {
  episodePartition,
  GRADES_FROM,
  gradeKey,
  notificationKey,
  reportHeadKey,
  reportKey,
  reportPartition,
  REPORTS_FROM,
} from './item-keys.ts';
import { knownNotification } from './known-notification.ts';
import { buildPendingKeys } from './pending-reply.ts';
import { storedGrade, storedReport } from '../intelligence/stored-report.ts';
import { instantSchema } from '../kernel/instant.ts';
import { type Item, type Table, type TableWrite, LAST } from '../database/table.ts';

/** The report under its episode, owed to the force; and its head, by which a grade finds it. */
export const buildReportWrites = (
  episodeId: string,
  report: IntelligenceReport,
): readonly TableWrite[] => [
  {
    put: {
      ...reportKey(episodeId, report.reportId),
      entity: ENTITY.report,
      report,
      ...buildPendingKeys(report.at),
    },
    onlyIf: 'absent',
  },
  {
    put: {
      ...reportHeadKey(report.reportId),
      entity: 'intelligence-report-head',
      episodeId,
      force: report.force,
    },
    onlyIf: 'absent',
  },
];

const reportItem = z.object({ report: storedReport, repliedAt: instantSchema.optional() });
const headItem = z.object({ force: z.string() });

const readGrades = async (table: Table, reportId: string): Promise<IntelligenceGrade[]> => {
  const items = await table.readPartition(
    reportPartition(reportId),
    GRADES_FROM,
    `${GRADES_FROM}${LAST}`,
  );
  return items.map((item) => storedGrade.parse(item['grade']));
};

const readReport = async (table: Table, item: Item): Promise<SentReport> => {
  const { report, repliedAt } = reportItem.parse(item);
  return {
    report,
    sentAt: repliedAt ?? null,
    grades: await readGrades(table, report.reportId),
  };
};

/** The identity of the notification, which owes the force an answer; and the fact, which stands with the report. */
const gradeWrites = ({
  grade,
  warnings,
  firstReceivedAt,
  ...message
}: ReceivedGrade): TableWrite[] => [
  {
    put: {
      ...notificationKey(grade.force, grade.id),
      entity: ENTITY.grade,
      force: grade.force,
      notificationId: grade.id,
      reportId: grade.reportId,
      ...message,
      warnings: warnings.map(({ code, path }) => ({ code, path })),
      ...buildPendingKeys(firstReceivedAt),
    },
    onlyIf: 'absent',
  },
  {
    put: { ...gradeKey(grade.reportId, grade.time, grade.id), entity: 'grade-fact', grade },
    onlyIf: 'absent',
  },
];

const keepGrade = async (table: Table, received: ReceivedGrade): Promise<GradeWriteResult> => {
  const done = await table.transact(gradeWrites(received));
  if (done.outcome === 'written') return { outcome: 'written' };
  if (done.outcome === 'refused' && done.position === 0) {
    return { outcome: 'known', known: knownNotification.parse(done.existing) };
  }
  throw new Error('Another write of this grade is under way.');
};

/** Reports to police and their grades, in the core table. */
export const createReportStore = (table: Table): ReportStore => ({
  listReports: async (episodeId) => {
    const items = await table.readPartition(
      episodePartition(episodeId),
      REPORTS_FROM,
      `${REPORTS_FROM}${LAST}`,
    );
    return Promise.all(items.map((item) => readReport(table, item)));
  },
  findForce: async (reportId) => {
    const { pk, sk } = reportHeadKey(reportId);
    const [head] = await table.readPartition(pk, sk, sk);
    return head === undefined ? null : headItem.parse(head).force;
  },
  writeGrade: (received) => keepGrade(table, received),
});
