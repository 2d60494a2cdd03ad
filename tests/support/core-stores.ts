import { IDS } from './ids.ts';
import { type WakeUps, createWakeUps } from '../../shared/alerts/wake-ups.ts';
import type { Table } from '../../shared/database/table.ts';
import { createAlertStore, type AlertStore } from '../../shared/messaging/alert-store.ts';
import { createCalendarStore, type CalendarStore } from '../../shared/casework/calendar-feeds.ts';
import { createCodeStore, type CodeStore } from '../../shared/intelligence/code-store.ts';
import { createDuplicateStore, type DuplicateStore } from '../../shared/intake/duplicate-store.ts';
import { createEpisodeStore, type EpisodeStore } from '../../shared/episodes/episode-store.ts';
import {
  createEvidenceSourceList,
  type EvidenceSourceList,
} from '../../shared/episodes/evidence-source.ts';
import { createPseudonyms, type Pseudonyms } from '../../shared/intelligence/pseudonyms.ts';
import { createRejectionStore, type RejectionStore } from '../../shared/intake/rejection-store.ts';
import { createReleaseStore, type ReleaseStore } from '../../shared/releases/release-store.ts';
import { createReplyOutbox, type ReplyOutbox } from '../../shared/intake/reply-outbox.ts';
import { createReportStore, type ReportStore } from '../../shared/episodes/report-store.ts';
import { type SignalStore, createSignalStore } from '../../shared/signals/signal-store.ts';
import { createStaffStore, type StaffStore } from '../../shared/directory/staff-store.ts';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoTable, createDocumentClient } from '../../shared/database/dynamo-table.ts';
import { createMemoryTable } from '../../shared/database/memory-table.ts';
import { makeToken, type Tokens } from '../../shared/kernel/system-random.ts';

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
  episodes: createEpisodeStore(table, IDS),
  rejections: createRejectionStore(table),
  duplicates: createDuplicateStore(table),
  replies: createReplyOutbox(table),
  reports: createReportStore(table),
  staff: createStaffStore(table),
  releases: createReleaseStore(table),
  wakeUps: createWakeUps(table, () => Promise.resolve()),
  alerts: createAlertStore(table),
  calendars: createCalendarStore(table),
  codes: createCodeStore(table),
  pseudonyms: createPseudonyms(table, tokens),
  signals: createSignalStore(table),
  evidenceSources: createEvidenceSourceList(table),
});

/** The stores over the core table of this name, with the credentials and endpoint of the environment. */
export const createDynamoStores = (
  tableName: string,
  client: DynamoDBClient = new DynamoDBClient({}),
): CoreStores => createCoreStores(createDynamoTable(createDocumentClient(client), tableName));

/** The stores over a table in memory, for tests and simulations. */
export const createMemoryStores = (): CoreStores => createCoreStores(createMemoryTable());
