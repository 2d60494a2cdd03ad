import * as z from 'zod';
import {
  MESSAGE_MEDIA,
  MESSAGE_TEMPLATES,
  type MessageMedium,
  type MessageTemplate,
} from './message-template.ts';
import { type Instant, instantSchema } from '../kernel/instant.ts';

/** A message of the outbox, as its reader would have got it. */
export interface OutboxEntry {
  readonly reference: string;
  readonly medium: MessageMedium;
  readonly address: string;
  readonly template: MessageTemplate;
  /** Null for a text. */
  readonly subject: string | null;
  readonly body: string;
  readonly sentAt: Instant;
}

export const outboxEntrySchema: z.ZodType<OutboxEntry> = z.strictObject({
  reference: z.string(),
  medium: z.enum(MESSAGE_MEDIA),
  address: z.string(),
  template: z.enum(MESSAGE_TEMPLATES),
  subject: z.string().nullable(),
  body: z.string(),
  sentAt: instantSchema,
});
