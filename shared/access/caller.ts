import type { Instant } from '../kernel/instant.ts';
import type { Role } from './roles.ts';

export interface Caller {
  readonly subject: string;
  readonly role: Role;
  readonly authorities: readonly string[] | 'all';
  /** Of somebody who is not the authority's own: only what they have been given is theirs to see. */
  readonly onlyOwnTasks?: boolean;
}

export interface Authenticator {
  /** Null when the bearer token is unknown, or has expired at `now`. */
  authenticate(token: string, now: Instant): Promise<Caller | null>;
}

export const belongsTo = (caller: Caller, authority: string): boolean =>
  caller.authorities === 'all' || caller.authorities.includes(authority);
