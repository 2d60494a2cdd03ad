import type { Directory } from '../../shared/directory/directory.ts';
import type { AlertStore } from '../../shared/messaging/alert-store.ts';
import type { StaffStore } from '../../shared/directory/staff-store.ts';
import type { OutboxDependencies } from '../../shared/messaging/outbox.ts';
import type { Context } from 'hono';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Fault } from '../../shared/platform/fault.ts';
import type { RejectionStore } from '../../shared/intake/rejections.ts';
import type { SignalStore } from '../../shared/signals/signal-store.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { BodyOf, OperationId, QueryOf } from './api/operations.ts';
import type { Backoff } from '../../shared/kernel/back-off.ts';
import type { Authenticator, Caller } from '../../shared/access/caller.ts';
import type { Tokens } from '../../shared/kernel/random-token.ts';
import type { ReleaseStore } from '../../shared/releases/release-store.ts';
import type { Pseudonyms } from '../../shared/intelligence/pseudonyms.ts';
import type { CodeStore } from '../../shared/intelligence/code-store.ts';
import type { ThemeReader } from '../../shared/themes/theme-store.ts';
import type { CalendarStore } from '../../shared/casework/calendar-feeds.ts';
import type { AuditTrail } from '../../shared/access/audit.ts';
import type { EpisodeStore } from '../../shared/episodes/episode-store.ts';
import type { ReportStore } from '../../shared/episodes/report-store.ts';

/** What it takes to believe what GOV.UK Notify tells, and to act on it. */
export interface NotifyCallback {
  /** Null where messages do not go through Notify. */
  readonly readCallbackToken: (() => Promise<string>) | null;
  /** Called with the reference of a message that reaches nobody. */
  readonly reportUndeliverable: (reference: string) => void;
}

/** The outside world of the web function. */
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
  /** Where people open Homeward. */
  readonly publicUrl: string;
  readonly notify: NotifyCallback;
  /** Null where messages are sent and not written to a folder. */
  readonly readOutbox: OutboxDependencies['readOutbox'] | null;
  /** Told of every failure that is ours. */
  readonly reportFault: (fault: Fault) => void;
}

/** What comes with each request: when it was made, under which id, and (once authenticated) who asks. */
export interface WebEnv {
  readonly Bindings: { readonly now: Instant; readonly requestId: string };
  readonly Variables: { caller: Caller };
}

export type WebContext = Context<WebEnv>;

/** A request that was read and let through. */
export interface OperationRequest<Query, Body> {
  readonly query: Query;
  readonly body: Body;
  /** Those of the path, by name. */
  readonly params: Readonly<Record<string, string>>;
  /** Of operations that need a token. */
  readonly caller: Caller;
  readonly now: Instant;
}

type Found = Result<object | string>;

/** What answers each operation. */
export type OperationHandlers = {
  readonly [Id in OperationId]: (
    request: OperationRequest<QueryOf<Id>, BodyOf<Id>>,
  ) => Found | Promise<Found>;
};

/** Those of one room. */
export type HandlersOf<Operations> = Pick<
  OperationHandlers,
  Extract<keyof Operations, OperationId>
>;
