import type { Instant } from '../kernel/instant.ts';

/** A calendar that somebody subscribes to with a token. The token itself is kept nowhere. */
export interface CalendarFeed {
  readonly feedId: string;
  readonly tokenDigest: string;
  readonly practitionerId: string;
  /** GSS code of the authority they work for. */
  readonly authority: string;
  readonly createdAt: Instant;
}

/** Calendar feeds; one that is revoked is gone at once. */
export interface CalendarStore {
  add(feed: CalendarFeed): Promise<void>;
  /** Null when no feed has this token, or none any more. */
  find(tokenDigest: string): Promise<CalendarFeed | null>;
  /** Of one person, oldest first. */
  list(practitionerId: string): Promise<readonly CalendarFeed[]>;
  /** Nothing when it is gone already. */
  revoke(feed: CalendarFeed): Promise<void>;
}
