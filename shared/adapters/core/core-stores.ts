import type { DuplicateStore, EpisodeStore, RejectionStore, ReplyOutbox } from '../../ports.ts';
import type { AlertBells } from '../../ports/alert-bells.ts';
import type { CalendarStore, Tokens } from '../../ports/calendars.ts';
import type { CodeStore, Pseudonyms } from '../../ports/codes.ts';
import type { EvidenceSourceList } from '../../ports/evidence-work.ts';
import type { AlertStore } from '../../ports/messages.ts';
import type { SignalStore } from '../../ports/signals.ts';
import type { ReportStore } from '../../ports/reports.ts';
import type { ReleaseStore } from '../../ports/releases.ts';
import type { StaffStore } from '../../ports/staff.ts';
import { makeToken } from '../system/tokens.ts';
import type { Table } from '../table/table.ts';
import { createAlertBells } from './alert-bells.ts';
import { createAlertStore } from './alert-store.ts';
import { createCalendarStore } from './calendar-feeds.ts';
import { createCodeStore } from './code-store.ts';
import { createDuplicateStore } from './duplicate-store.ts';
import { createEpisodeStore } from './episode-store.ts';
import { createEvidenceSourceList } from './evidence-source.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { createRejectionStore } from './rejection-store.ts';
import { createReleaseStore } from './release-store.ts';
import { createReplyOutbox } from './reply-outbox.ts';
import { createReportStore } from './report-store.ts';
import { createSignalStore } from './signal-store.ts';
import { createStaffStore } from './staff-store.ts';

/** Everything that is kept in the core table. */
export interface CoreStores {
  readonly episodes: EpisodeStore;
  readonly rejections: RejectionStore;
  readonly duplicates: DuplicateStore;
  readonly replies: ReplyOutbox;
  readonly reports: ReportStore;
  readonly staff: StaffStore;
  readonly releases: ReleaseStore;
  readonly bells: AlertBells;
  readonly alerts: AlertStore;
  readonly calendars: CalendarStore;
  readonly codes: CodeStore;
  readonly pseudonyms: Pseudonyms;
  readonly signals: SignalStore;
  readonly evidenceSources: EvidenceSourceList;
}

/** The stores over one table, real or in memory; `tokens` is the chance that keys are made with. */
export const createCoreStores = (table: Table, tokens: Tokens = makeToken): CoreStores => ({
  episodes: createEpisodeStore(table),
  rejections: createRejectionStore(table),
  duplicates: createDuplicateStore(table),
  replies: createReplyOutbox(table),
  reports: createReportStore(table),
  staff: createStaffStore(table),
  releases: createReleaseStore(table),
  bells: createAlertBells(table),
  alerts: createAlertStore(table),
  calendars: createCalendarStore(table),
  codes: createCodeStore(table),
  pseudonyms: createPseudonyms(table, tokens),
  signals: createSignalStore(table),
  evidenceSources: createEvidenceSourceList(table),
});
