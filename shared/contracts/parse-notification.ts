import type { Finding } from '../domain/finding.ts';
import type { Notification } from '../domain/notification.ts';
import { contentHashOf } from './police/content-hash.ts';
import { findingOf } from './police/finding-texts.ts';
import { listFindings, type Findings } from './police/findings-list.ts';
import { receiverOf, type ParseContext } from './police/member-rule.ts';
import { readEvent } from './police/read-event.ts';
import { readJson } from './police/read-json.ts';
import {
  readForce,
  readForceOnly,
  readParts,
  type ReadableParts,
} from './police/readable-parts.ts';
import { isObject } from './police/take-members.ts';

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
  | ({
      readonly outcome: 'rejected';
      /** At least one. */
      readonly errors: readonly Finding[];
    } & ReadableParts);

/**
 * Reads the body of a police message by the contract (docs/contract). Never throws: whatever the body,
 * the answer is a notification with warnings, or errors. No finding holds a value of the message.
 */
export const parseNotification = (body: string, context: ParseContext): ParsedNotification => {
  const json = readJson(body);
  if (json.outcome === 'unreadable') {
    const parts = readForceOnly(body, context.forces);
    return { outcome: 'rejected', errors: [findingOf(json.code, '')], ...parts };
  }
  const findings: Findings = { errors: [...json.errors], warnings: [] };
  const receiver = receiverOf(context);
  const notification = readEvent(json.value, { path: '', severity: 'errors', findings, receiver });
  if (notification === null || findings.errors.length > 0) {
    const parts = isObject(json.value)
      ? readParts(json.value, context.forces, json.doubled)
      : readForceOnly(body, context.forces);
    return { outcome: 'rejected', errors: listFindings(findings.errors), ...parts };
  }
  const contentHash = contentHashOf(json.value);
  return {
    outcome: 'usable',
    notification,
    warnings: listFindings(findings.warnings),
    contentHash,
  };
};
