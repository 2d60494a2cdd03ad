import * as z from 'zod';
import type { IntelligenceGrade } from '../intelligence/grade.ts';
import type { IntelligenceReport } from '../intelligence/report.ts';
import { ENTITY } from '../platform/names.ts';
import {
  buildPendingKeys,
  knownNotificationSchema,
  notificationKey,
  type KnownNotification,
} from './pending-reply.ts';
import { intelligenceGradeSchema } from '../intelligence/grade.ts';
import { intelligenceReportSchema } from '../intelligence/report.ts';
import { instantSchema, type Instant } from '../kernel/instant.ts';
import { type Item, type Table, type TableWrite, LAST, type ItemKey } from '../database/table.ts';
import { hash } from '../kernel/hash.ts';
import { episodePartition } from './episode-items.ts';
import type { Finding } from '../police-contract/finding.ts';
import { FaultError } from '../kernel/fault-error.ts';

export interface SentReport {
  readonly report: IntelligenceReport;
  /** When it was put on the force's queue. Null while pending. */
  readonly sentAt: Instant | null;
  readonly grades: readonly IntelligenceGrade[];
}

export interface ReceivedGrade {
  readonly grade: IntelligenceGrade;
  readonly body: string;
  readonly contentHash: string;
  readonly messageId: string;
  readonly receivedAt: Instant;
  readonly firstReceivedAt: Instant;
  readonly warnings: readonly Finding[];
}

export type GradeWriteResult =
  | { readonly outcome: 'written' }
  | { readonly outcome: 'known'; readonly known: KnownNotification };

/** A report is written in the transaction of its action (episode-writes.ts). */
export interface ReportStore {
  listReports(episodeId: string): Promise<readonly SentReport[]>;
  findForce(reportId: string): Promise<string | null>;
  /** Never overwrites a grade. Throws when another write is under way. */
  writeGrade(received: ReceivedGrade): Promise<GradeWriteResult>;
}

export const REPORTS_FROM = 'to-police#';

export const reportKey = (episodeId: string, reportId: string): ItemKey => ({
  pk: episodePartition(episodeId),
  sk: `${REPORTS_FROM}${reportId}`,
});

export const reportPartition = (reportId: string): string => `report#${reportId}`;

export const GRADES_FROM = 'grade#';

export const reportHeadKey = (reportId: string): ItemKey => ({
  pk: reportPartition(reportId),
  sk: 'head',
});

export const gradeKey = (reportId: string, time: string, notificationId: string): ItemKey => ({
  pk: reportPartition(reportId),
  sk: `${GRADES_FROM}${time}#${hash(notificationId)}`,
});

/** The report, pending until it is sent, and an item by which a grade finds it. */
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

const reportItem = z.object({
  report: intelligenceReportSchema,
  repliedAt: instantSchema.optional(),
});
const headItem = z.object({ force: z.string() });

const readGrades = async (table: Table, reportId: string): Promise<IntelligenceGrade[]> => {
  const items = await table.readPartition(
    reportPartition(reportId),
    GRADES_FROM,
    `${GRADES_FROM}${LAST}`,
  );
  return items.map((item) => intelligenceGradeSchema.parse(item['grade']));
};

const readReport = async (table: Table, item: Item): Promise<SentReport> => {
  const { report, repliedAt } = reportItem.parse(item);
  return {
    report,
    sentAt: repliedAt ?? null,
    grades: await readGrades(table, report.reportId),
  };
};

const buildGradeWrites = ({
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

const writeGrade = async (table: Table, received: ReceivedGrade): Promise<GradeWriteResult> => {
  const done = await table.transact(buildGradeWrites(received));
  if (done.outcome === 'written') return { outcome: 'written' };
  if (done.outcome === 'refused' && done.position === 0) {
    return { outcome: 'known', known: knownNotificationSchema.parse(done.existing) };
  }
  throw new FaultError('write-conflict', 'Another write of this grade is in progress.');
};

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
  writeGrade: (received) => writeGrade(table, received),
});
