import * as z from 'zod';
import { type MessageRecord, DELIVERY_STATUSES } from './messages.ts';
import type { Item, ItemKey } from '../database/table.ts';
import { storedAlert, recipientPartition } from '../alerts/alert-item.ts';
import { type Instant, instantSchema } from '../kernel/instant.ts';

/** Sorts behind the alerts of the same person, so that one query reads all. */
export const RECIPIENT_HEAD = 'head';

export const messageKey = (reference: string): ItemKey => ({
  pk: `message#${reference}`,
  sk: 'message',
});

const text = z.string();

const storedMessage: z.ZodType<MessageRecord> = z.object({
  reference: text,
  recipient: text,
  alerts: z.array(storedAlert),
  begunAt: instantSchema,
  attempts: z.number(),
  end: z
    .discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('sent'), providerId: text, at: instantSchema }),
      z.object({ outcome: z.enum(['undeliverable', 'needless']), at: instantSchema }),
    ])
    .nullable(),
  delivery: z.object({ status: z.enum(DELIVERY_STATUSES), at: instantSchema }).nullable(),
  version: z.number(),
});

const storedHead = z.object({
  open: text.nullable(),
  busyUntil: instantSchema.nullable(),
  version: z.number(),
});

/** Which message is open for somebody; its version is what senders race for. */
export interface RecipientHead {
  readonly open: string | null;
  readonly busyUntil: Instant | null;
  readonly version: number;
}

export const messageItem = (message: MessageRecord): Item => ({
  ...messageKey(message.reference),
  entity: 'message',
  ...message,
});

/** Throws when the item is no message. */
export const readMessageItem = (item: Item): MessageRecord => storedMessage.parse(item);

export const headItem = (recipient: string, head: RecipientHead): Item => ({
  pk: recipientPartition(recipient),
  sk: RECIPIENT_HEAD,
  entity: 'recipient',
  ...head,
});

/** Somebody for whom no message was ever begun has version 0. */
export const readHeadItem = (item: Item | undefined): RecipientHead =>
  item === undefined ? { open: null, busyUntil: null, version: 0 } : storedHead.parse(item);
