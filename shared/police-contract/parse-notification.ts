import type { Finding } from '../kernel/finding.ts';
import type { Notification } from './notification.ts';
import { findingOf } from './finding-texts.ts';
import type { ParseContext } from './member-rule.ts';
import { readEvent } from './read-event.ts';
import { readJson } from './read-json.ts';
import { readForce } from './readable-parts.ts';
import { type RejectedMessage, settleMessage } from './settle-message.ts';

export { findingOf, readForce };
export type { ParseContext };

/** A notification with what was set aside of it, or why there is none. Findings are sorted by path. */
export type ParsedNotification =
  | {
      readonly outcome: 'usable';
      readonly notification: Notification;
      readonly warnings: readonly Finding[];
      /** SHA-256 (hex) of the canonical content, to tell a repeat from a re-used id. */
      readonly contentHash: string;
    }
  | RejectedMessage;

/**
 * Reads the body of a police message about an episode by the contract (docs/contract). Never throws: whatever the
 * body, the answer is a notification with warnings, or errors. No finding holds a value of the message.
 */
export const parseNotification = (
  body: string,
  context: ParseContext,
  json = readJson(body),
): ParsedNotification => {
  const settled = settleMessage(body, json, context, readEvent);
  if (settled.outcome === 'rejected') return settled;
  const { told: notification, ...rest } = settled;
  return { ...rest, notification };
};
