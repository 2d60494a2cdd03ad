import { type WakeUps, createWakeUps } from './alerts/wake-ups.ts';
import type { SignalStore } from './signals/signal-store.ts';
import { makeToken, type Tokens } from './kernel/random-token.ts';
import type { Table } from './database/table.ts';
import { createAlertStore, type AlertStore } from './messaging/alert-store.ts';
import { createCalendarStore } from './casework/calendar-feeds.ts';
import { createCodeStore, type CodeStore } from './intelligence/code-store.ts';
import { createDuplicateStore, type DuplicateStore } from './intake/duplicate-store.ts';
import { createEpisodeStore, type EpisodeStore } from './episodes/episode-store.ts';
import { createEvidenceSourceList, type EvidenceSourceList } from './episodes/evidence-source.ts';
import { createPseudonyms, type Pseudonyms } from './intelligence/pseudonyms.ts';
import { createRejectionStore, type RejectionStore } from './intake/rejection-store.ts';
import { createReleaseStore, type ReleaseStore } from './releases/release-store.ts';
import { createReplyOutbox, type ReplyOutbox } from './intake/reply-outbox.ts';
import { createReportStore, type ReportStore } from './episodes/report-store.ts';
import { createSignalStore } from './signals/signal-store.ts';
import { createStaffStore, type StaffStore } from './directory/staff-store.ts';
import { type CalendarStore } from './casework/calendar-feeds.ts';

/** Everything that is kept in the core table. */
export interface CoreStores {
  readonly episodes: EpisodeStore;
  readonly rejections: RejectionStore;
  readonly duplicates: DuplicateStore;
  readonly replies: ReplyOutbox;
  readonly reports: ReportStore;
  readonly staff: StaffStore;
  readonly releases: ReleaseStore;
  readonly wakeUps: WakeUps;
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
  wakeUps: createWakeUps(table),
  alerts: createAlertStore(table),
  calendars: createCalendarStore(table),
  codes: createCodeStore(table),
  pseudonyms: createPseudonyms(table, tokens),
  signals: createSignalStore(table),
  evidenceSources: createEvidenceSourceList(table),
});
