import type { Instant } from '../kernel/instant.ts';
import type { Role } from './roles.ts';

/** Who is asking, and for which authorities they may see anything. */
export interface Caller {
  readonly subject: string;
  readonly role: Role;
  readonly authorities: readonly string[] | 'all';
}

/** Turns a bearer token into a caller; null when it is unknown or no longer valid at `now`. */
export interface Authenticator {
  authenticate(token: string, now: Instant): Promise<Caller | null>;
}

/** Whether the caller may see what is this authority's. */
export const belongsTo = (caller: Caller, authority: string): boolean =>
  caller.authorities === 'all' || caller.authorities.includes(authority);
