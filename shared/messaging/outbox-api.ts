import * as z from 'zod';
import { instantSchema } from '../kernel/instant.ts';
import { MESSAGE_MEDIA, MESSAGE_TEMPLATES } from './message-template.ts';

/** How many messages of the outbox to show. */
export const listOutboxQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(10_000).default(1_000),
});
export type ListOutboxQuery = z.infer<typeof listOutboxQuerySchema>;

/** A message as its reader would have got it. */
export const outboxEntryViewSchema = z
  .object({
    reference: z.string(),
    medium: z.enum(MESSAGE_MEDIA),
    address: z.string(),
    template: z.enum(MESSAGE_TEMPLATES),
    subject: z.string().nullable().meta({ description: 'Null for a text message.' }),
    body: z.string(),
    sentAt: instantSchema,
  })
  .meta({ id: 'OutboxEntry' });

/** The messages that went into the file outbox instead of to people. */
export const outboxViewSchema = z
  .object({
    total: z.int().meta({ description: 'How many there are, shown or not.' }),
    items: z.array(outboxEntryViewSchema),
  })
  .meta({ id: 'Outbox' });
export type OutboxView = z.infer<typeof outboxViewSchema>;
