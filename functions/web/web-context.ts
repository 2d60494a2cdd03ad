import type { Context } from 'hono';
import type { AuditTrail } from '../../shared/access/audit.ts';
import type { Authenticator, Caller } from '../../shared/access/caller.ts';
import type { CalendarStore } from '../../shared/casework/calendar-feeds.ts';
import type { Directory } from '../../shared/directory/directory.ts';
import type { StaffStore } from '../../shared/directory/staff-store.ts';
import type { EpisodeStore } from '../../shared/episodes/episode-store.ts';
import type { ReportStore } from '../../shared/episodes/report-store.ts';
import type { RejectionStore } from '../../shared/intake/rejection-store.ts';
import type { CodeStore } from '../../shared/intelligence/code-store.ts';
import type { Pseudonyms } from '../../shared/intelligence/pseudonyms.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { AlertStore } from '../../shared/messaging/alert-store.ts';
import type { OutboxDependencies } from '../../shared/messaging/outbox.ts';
import type { Fault } from '../../shared/platform/fault.ts';
import type { ReleaseStore } from '../../shared/releases/release-store.ts';
import type { SignalStore } from '../../shared/signals/signal-store.ts';
import type { ThemeReader } from '../../shared/themes/theme-store.ts';
import type { Backoff, Tokens } from '../../shared/kernel/system-random.ts';

/** For the delivery receipts that GOV.UK Notify sends. */
export interface NotifyCallback {
  readonly readCallbackToken: (() => Promise<string>) | null;
  /** Called with the reference of a message that could not be delivered to anyone. */
  readonly reportUndeliverable: (reference: string) => void;
}

export interface WebDependencies {
  readonly episodes: EpisodeStore;
  readonly rejections: RejectionStore;
  readonly staff: StaffStore;
  readonly audit: AuditTrail;
  readonly authenticator: Authenticator;
  readonly directory: Directory;
  readonly backOff: Backoff;
  readonly alerts: AlertStore;
  readonly calendars: CalendarStore;
  readonly reports: ReportStore;
  readonly codes: CodeStore;
  readonly pseudonyms: Pseudonyms;
  readonly signals: SignalStore;
  readonly themes: ThemeReader;
  readonly releases: ReleaseStore;
  readonly makeToken: Tokens;
  readonly publicUrl: string;
  readonly notify: NotifyCallback;
  /** Null where messages are sent instead of written to a folder. */
  readonly readOutbox: OutboxDependencies['readOutbox'] | null;
  readonly reportFault: (fault: Fault) => void;
}

export interface WebEnv {
  readonly Bindings: {
    readonly now: Instant;
    readonly requestId: string;
    /** From where the request came, as the gateway saw it. */
    readonly address: string | null;
  };
  /** Set by `authorise` on routes that need a staff token. */
  readonly Variables: { caller: Caller };
}

export type WebContext = Context<WebEnv>;
