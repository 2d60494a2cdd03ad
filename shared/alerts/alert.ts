import type { Instant } from '../kernel/instant.ts';

/**
 * What a message is about. A ladder level that an authority named itself goes as `escalation`.
 * `several`, `digest` and `undeliverable` are made by the sender.
 */
export type AlertKind =
  | 'new-task'
  | 'reallocated'
  | 'handed-back'
  | 'acknowledged'
  | 'undeliverable'
  | 'digest'
  | { readonly level: string };

/** That somebody is to be told of something, once. It names no child. */
export interface Alert {
  /** Follows from what it is about and who is told, so that a repeat is known. */
  readonly alertId: string;
  /** Id of a practitioner. */
  readonly recipient: string;
  readonly authority: string;
  readonly kind: AlertKind;
  /** Null for a digest. */
  readonly taskId: string | null;
  readonly dueAt: Instant | null;
  /** `YYYY-MM-DD` of an acknowledgement. */
  readonly planDate: string | null;
  readonly raisedAt: Instant;
  /** Not to be sent before: the end of quiet hours. */
  readonly sendAt: Instant;
  /**
   * Whether its writing wakes the sender. Those of a sweep wait for the end of the run, so that
   * many for one person become one message.
   */
  readonly wakes: boolean;
}
