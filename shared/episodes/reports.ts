import type { Finding } from '../kernel/finding.ts';
import type { Instant } from '../kernel/instant.ts';
import type { IntelligenceGrade } from '../intelligence/grade.ts';
import type { IntelligenceReport } from '../intelligence/report.ts';
import type { KnownNotification } from './ports.ts';

/** A report with what became of it. */
export interface SentReport {
  readonly report: IntelligenceReport;
  /** When it was on the force's queue; null while it is still owed. */
  readonly sentAt: Instant | null;
  readonly grades: readonly IntelligenceGrade[];
}

/** A grade with the message that brought it. */
export interface ReceivedGrade {
  readonly grade: IntelligenceGrade;
  /** The raw message, whole. */
  readonly body: string;
  readonly contentHash: string;
  readonly messageId: string;
  readonly receivedAt: Instant;
  /** When the queue first handed it to us: since then a reply is owed. */
  readonly firstReceivedAt: Instant;
  readonly warnings: readonly Finding[];
}

/** `known`: the force used the id before, for whatever notification. */
export type GradeWriteResult =
  | { readonly outcome: 'written' }
  | { readonly outcome: 'known'; readonly known: KnownNotification };

/** Reports to police and their grades. A report is written with its action (ports/episode-change.ts). */
export interface ReportStore {
  /** Of one episode, in no particular order, each with its grades. */
  listReports(episodeId: string): Promise<readonly SentReport[]>;
  /** GSS code of the force that got a report; null when there is no such report. */
  findForce(reportId: string): Promise<string | null>;
  /** Keeps a grade of a report that exists, once; none is ever overwritten. Throws when it could not be kept. */
  writeGrade(received: ReceivedGrade): Promise<GradeWriteResult>;
}
