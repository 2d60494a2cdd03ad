import type { Instant } from '../kernel/instant.ts';
import type { Alert } from '../alerts/alert.ts';
import type { WriteResult } from '../kernel/write-result.ts';

/** What GOV.UK Notify says in the end about a message that it took. */
export const DELIVERY_STATUSES = [
  'delivered',
  'permanent-failure',
  'temporary-failure',
  'technical-failure',
] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/**
 * How sending ended. `undeliverable`: for good, and those above were told instead. `needless`: nothing
 * of it was still to be told.
 */
export type MessageEnd =
  | { readonly outcome: 'sent'; readonly providerId: string; readonly at: Instant }
  | { readonly outcome: 'undeliverable' | 'needless'; readonly at: Instant };

/** A message to one person as it is kept: what it tells, and what became of it. It holds no address. */
export interface MessageRecord {
  /** Follows from the recipient and the alerts, so that a repeat is known. */
  readonly reference: string;
  readonly recipient: string;
  /** At least one, whole: the alerts themselves go when the message is sent. */
  readonly alerts: readonly Alert[];
  readonly begunAt: Instant;
  /** Failures that may pass, so far. */
  readonly attempts: number;
  /** Null while it is to be sent. */
  readonly end: MessageEnd | null;
  /** Null until the provider tells. */
  readonly delivery: { readonly status: DeliveryStatus; readonly at: Instant } | null;
  /** Counts writes, from 1. */
  readonly version: number;
}

/** What somebody is still to be told, and the message that is begun, read together and consistently. */
export interface Waiting {
  readonly recipient: string;
  readonly alerts: readonly Alert[];
  /** Reference of the message that was begun and has not ended; null when there is none. */
  readonly open: string | null;
  /** Until then whoever began it is at it; null when nobody is. */
  readonly busyUntil: Instant | null;
  /** Counts changes of what is open, from 0. */
  readonly version: number;
}

/** The right of one sender to send a message: nobody else has it until it is given back or has lapsed. */
export interface Hold {
  readonly message: MessageRecord;
  readonly busyUntil: Instant;
  readonly waitingVersion: number;
}

/** Alerts from their writing to their arrival. */
export interface AlertStore {
  /** Adds alerts; one that is there already stays as it is. */
  add(alerts: readonly Alert[]): Promise<void>;
  readWaiting(recipient: string): Promise<Waiting>;
  /**
   * Begins one message for these alerts, on what was read; null when somebody else was quicker. A
   * message that had ended before comes back as it is.
   */
  begin(
    waiting: Waiting,
    alerts: readonly Alert[],
    now: Instant,
    busyUntil: Instant,
  ): Promise<Hold | null>;
  /** Takes the open message up again; null when there is none or somebody else was quicker. */
  resume(waiting: Waiting, busyUntil: Instant): Promise<Hold | null>;
  /** Gives the message back, still open, its alerts not to be sent before `sendAt`. */
  postpone(hold: Hold, sendAt: Instant): Promise<void>;
  /** Removes the alerts of a message that has ended; interrupted, it may be done again. */
  finish(hold: Hold): Promise<void>;
  readMessage(reference: string): Promise<MessageRecord | null>;
  /** Stores a change of the message on the version read. */
  saveMessage(message: MessageRecord): Promise<WriteResult>;
}
