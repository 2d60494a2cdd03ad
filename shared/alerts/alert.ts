import * as z from 'zod';
import { findEarliestSendTime, type QuietHours } from '../directory/quiet-hours.ts';
import { hash } from '../kernel/hash.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { type Instant, instantSchema } from '../kernel/instant.ts';

/** What of an entry of the staff list can change. */
export const STAFF_CHANGES = [
  'name',
  'role',
  'teams',
  'cap',
  'contact',
  'deputy',
  'ties',
  'employer',
  'inactive',
] as const;
export type StaffChangeName = (typeof STAFF_CHANGES)[number];

/** Notifies one person of one thing, once. It names no child. */
export const alertSchema = z.object({
  alertId: z.string(),
  recipient: z.string(),
  authority: z.string(),
  kind: z.union([
    z.enum([
      'new-task',
      'reallocated',
      'no-longer-yours',
      'handed-back',
      'acknowledged',
      'undeliverable',
      'found-dead',
      'work-moved',
      'withdrawn',
      'reopened',
      'deadline-earlier',
      'held-late',
      'turns-18',
      'missing-again',
      'moved-away',
      'decide-who',
      'holder-away',
      'staff-changed',
      'digest',
    ]),
    z.object({ level: z.string() }),
  ]),
  taskId: z.string().nullable(),
  /** Whose level it is of, for it may move to another episode of the reference. Alerts stored before 2026-11-27 have none. */
  escalationId: z.string().optional(),
  dueAt: instantSchema.nullable(),
  planDate: z.string().nullable(),
  /** That an entry of the staff list was changed, and where it was reached before. */
  staffChange: z
    .object({
      by: z.string(),
      changed: z.array(z.enum(STAFF_CHANGES)),
      route: z.object({ medium: z.enum(['email', 'text']), address: z.string() }),
    })
    .optional(),
  raisedAt: instantSchema,
  sendAt: instantSchema,
  /**
   * Alerts of a sweep wait for the end of the run, so that several for one person become one
   * message.
   */
  wakesSender: z.boolean(),
});
export type Alert = Immutable<z.infer<typeof alertSchema>>;
export type AlertKind = Alert['kind'];

export interface AlertDetails extends Pick<
  Alert,
  'recipient' | 'authority' | 'kind' | 'wakesSender'
> {
  readonly cause: string;
  readonly task: { readonly taskId: string; readonly dueAt: Instant | null } | null;
  readonly escalationId?: string;
  readonly planDate?: string;
  readonly staffChange?: Alert['staffChange'];
  readonly quietHours: QuietHours | null;
}

/** Derived from what it is about, so that a repeat has the same id, and two things to say have two. */
export const makeAlertId = ({
  cause,
  kind,
  taskId,
  recipient,
}: Pick<Alert, 'kind' | 'taskId' | 'recipient'> & { readonly cause: string }): string =>
  `al-${hash('alert', cause, typeof kind === 'string' ? kind : kind.level, taskId ?? '', recipient)}`;

export const createAlert = (details: AlertDetails, now: Instant): Alert => {
  const { cause, recipient, authority, kind, task, quietHours, wakesSender } = details;
  const { escalationId, planDate, staffChange } = details;
  const sendAt = findEarliestSendTime(now, quietHours);
  return {
    alertId: makeAlertId({ cause, kind, taskId: task?.taskId ?? null, recipient }),
    recipient,
    authority,
    kind,
    taskId: task?.taskId ?? null,
    ...(escalationId !== undefined && { escalationId }),
    dueAt: task?.dueAt ?? null,
    planDate: planDate ?? null,
    ...(staffChange !== undefined && { staffChange }),
    raisedAt: now,
    sendAt,
    wakesSender: wakesSender && sendAt === now,
  };
};
