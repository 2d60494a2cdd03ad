import type { Context } from 'hono';
import type { Directory } from '../../shared/domain/authority.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Authenticator, Caller, EpisodeStore, RejectionStore } from '../../shared/ports.ts';
import type { Fault } from '../../shared/platform/fault.ts';

/** The outside world of the web function. */
export interface WebDependencies {
  readonly episodes: EpisodeStore;
  readonly rejections: RejectionStore;
  readonly authenticator: Authenticator;
  readonly directory: Directory;
  /** Told of every failure that is ours. */
  readonly reportFault: (fault: Fault) => void;
}

/** What comes with each request: when it was made, and (once authenticated) who asks. */
export interface WebEnv {
  readonly Bindings: { readonly now: Instant };
  readonly Variables: { caller: Caller };
}

export type WebContext = Context<WebEnv>;

/** Answers one operation. */
export type OperationHandler = (context: WebContext) => Response | Promise<Response>;
