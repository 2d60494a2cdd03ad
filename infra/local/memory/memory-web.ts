import type { Hono } from 'hono';
import { createWebApp } from '../../../functions/web/app.ts';
import type { WebEnv } from '../../../functions/web/web-context.ts';
import { createAuditTrail } from '../../../shared/access/audit.ts';
import type { Authenticator } from '../../../shared/access/caller.ts';
import { createCalendarStore } from '../../../shared/casework/calendar-feeds.ts';
import type { Table } from '../../../shared/database/table.ts';
import { createStaffStore } from '../../../shared/directory/staff-store.ts';
import { createEpisodeStore } from '../../../shared/episodes/episode-store.ts';
import { createReportStore } from '../../../shared/episodes/report-store.ts';
import { createRejectionStore } from '../../../shared/intake/rejection-store.ts';
import { createCodeStore } from '../../../shared/intelligence/code-store.ts';
import { createPseudonyms } from '../../../shared/intelligence/pseudonyms.ts';
import type { Tokens } from '../../../shared/kernel/system-random.ts';
import { createAlertStore } from '../../../shared/messaging/alert-store.ts';
import type { OutboxEntry } from '../../../shared/messaging/outbox.ts';
import { createReleaseStore } from '../../../shared/releases/release-store.ts';
import { createSignalStore } from '../../../shared/signals/signal-store.ts';
import { createThemeStore } from '../../../shared/themes/theme-store.ts';
import { type FunctionContext, LOCAL_IDS } from './memory-functions.ts';

export interface MemoryWebContext extends FunctionContext {
  readonly audit: Table;
  readonly authenticator: Authenticator;
  readonly makeToken: Tokens;
  readonly readOutbox: () => Promise<OutboxEntry[]>;
}

/** The web function's application over tables in memory. GOV.UK Notify does not call it. */
export const createMemoryWeb = (context: MemoryWebContext): Hono<WebEnv> => {
  const { core, themes, audit, makeToken, reportFault } = context;
  return createWebApp({
    episodes: createEpisodeStore(core, LOCAL_IDS),
    rejections: createRejectionStore(core),
    reports: createReportStore(core),
    staff: createStaffStore(core),
    releases: createReleaseStore(core),
    alerts: createAlertStore(core),
    calendars: createCalendarStore(core),
    codes: createCodeStore(core),
    pseudonyms: createPseudonyms(core, makeToken),
    signals: createSignalStore(core),
    authenticator: context.authenticator,
    audit: createAuditTrail(audit),
    themes: createThemeStore(themes),
    directory: context.directory,
    backOff: context.backOff,
    makeToken,
    publicUrl: context.publicUrl,
    notify: { readCallbackToken: null, reportUndeliverable: () => undefined },
    readOutbox: context.readOutbox,
    reportFault,
  });
};
