import * as z from 'zod';
import { alertSchema, type Alert } from '../alerts/alert.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { instantSchema, type Instant } from '../kernel/instant.ts';
import { hash } from '../kernel/hash.ts';

export const DELIVERY_STATUSES = [
  'delivered',
  'permanent-failure',
  'temporary-failure',
  'technical-failure',
] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

const messageEndSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('sent'), providerId: z.string(), at: instantSchema }),
  z.object({
    /**
     * `undeliverable`: for good, so it was escalated. `no-longer-needed`: all its alerts were outdated.
     */
    outcome: z.enum(['undeliverable', 'no-longer-needed']),
    at: instantSchema,
  }),
]);
export type MessageEnd = Readonly<z.infer<typeof messageEndSchema>>;

/** A message to one person as stored: its alerts and what became of it. It holds no address. */
export const messageRecordSchema = z.object({
  /** Derived from the recipient and the alerts, so that a repeat has the same reference. */
  reference: z.string(),
  recipient: z.string(),
  /** At least one. Copies, because the alerts themselves are removed when the message is sent. */
  alerts: z.array(alertSchema),
  begunAt: instantSchema,
  attempts: z.number(),
  end: messageEndSchema.nullable(),
  delivery: z.object({ status: z.enum(DELIVERY_STATUSES), at: instantSchema }).nullable(),
  version: z.number(),
});
export type MessageRecord = Immutable<z.infer<typeof messageRecordSchema>>;

export const createMessage = (
  recipient: string,
  alerts: readonly Alert[],
  begunAt: Instant,
): MessageRecord => ({
  reference: `msg-${hash('message', recipient, ...alerts.map(({ alertId }) => alertId).sort())}`,
  recipient,
  alerts,
  begunAt,
  attempts: 0,
  end: null,
  delivery: null,
  version: 1,
});
