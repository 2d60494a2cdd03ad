import type { DuplicateStore, EpisodeStore, RejectionStore, ReplyOutbox } from '../../ports.ts';
import type { AlertBells } from '../../ports/alert-bells.ts';
import type { CalendarStore } from '../../ports/calendars.ts';
import type { AlertStore } from '../../ports/messages.ts';
import type { StaffStore } from '../../ports/staff.ts';
import type { Table } from '../table/table.ts';
import { createAlertBells } from './alert-bells.ts';
import { createAlertStore } from './alert-store.ts';
import { createCalendarStore } from './calendar-feeds.ts';
import { createDuplicateStore } from './duplicate-store.ts';
import { createEpisodeStore } from './episode-store.ts';
import { createRejectionStore } from './rejection-store.ts';
import { createReplyOutbox } from './reply-outbox.ts';
import { createStaffStore } from './staff-store.ts';

/** Everything that is kept in the core table. */
export interface CoreStores {
  readonly episodes: EpisodeStore;
  readonly rejections: RejectionStore;
  readonly duplicates: DuplicateStore;
  readonly replies: ReplyOutbox;
  readonly staff: StaffStore;
  readonly bells: AlertBells;
  readonly alerts: AlertStore;
  readonly calendars: CalendarStore;
}

/** The stores over one table, real or in memory. */
export const createCoreStores = (table: Table): CoreStores => ({
  episodes: createEpisodeStore(table),
  rejections: createRejectionStore(table),
  duplicates: createDuplicateStore(table),
  replies: createReplyOutbox(table),
  staff: createStaffStore(table),
  bells: createAlertBells(table),
  alerts: createAlertStore(table),
  calendars: createCalendarStore(table),
});
