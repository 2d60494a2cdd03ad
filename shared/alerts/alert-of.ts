import { hash } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import { earliestSendAt, type QuietHours } from '../directory/quiet-hours.ts';
import type { Alert, AlertKind } from './alert.ts';

/** What an alert is about and who is told. */
export interface AlertAbout {
  /** What caused it, e.g. the id of an action or an escalation: the same cause alerts a person once. */
  readonly cause: string;
  readonly recipient: string;
  readonly authority: string;
  readonly kind: AlertKind;
  readonly task: { readonly taskId: string; readonly dueAt: Instant | null } | null;
  readonly planDate?: string;
  /** Null when it may be sent at any hour. */
  readonly quietHours: QuietHours | null;
  readonly wakes: boolean;
}

/** The alert to write with what caused it, to be sent at once or when the quiet hours end. */
export const alertOf = (about: AlertAbout, now: Instant): Alert => {
  const sendAt = earliestSendAt(now, about.quietHours);
  return {
    alertId: `al-${hash('alert', about.cause, about.recipient)}`,
    recipient: about.recipient,
    authority: about.authority,
    kind: about.kind,
    taskId: about.task?.taskId ?? null,
    dueAt: about.task?.dueAt ?? null,
    planDate: about.planDate ?? null,
    raisedAt: now,
    sendAt,
    wakes: about.wakes && sendAt === now,
  };
};
