import type { Instant } from '../kernel/instant.ts';

/** Wakes the sender of messages for somebody whose alerts wait (docs/adr/0013-alerts-and-wake-ups.md). */
export interface AlertBells {
  /** Once for each of them. Throws when one could not be rung. */
  ring(recipients: readonly string[], now: Instant): Promise<void>;
  /**
   * People with an alert that may be sent by `now`, whoever wrote it and why ever it was not sent;
   * those who wait longest first, at most `limit`. The list may lag behind.
   */
  listWaiting(now: Instant, limit: number): Promise<readonly string[]>;
}
