import * as z from 'zod';
import { FINDING_CODES } from '../kernel/finding.ts';
import { ENTITY } from '../platform/names.ts';
import { storedReport } from '../intelligence/stored-report.ts';
import { instantSchema } from '../kernel/instant.ts';

const text = z.string();
const key = { pk: text, sk: text };
const code = z.enum(FINDING_CODES);

/** Of a message of a force. */
const received = { ...key, messageId: text, receivedAt: instantSchema };
const identified = { ...received, force: text, notificationId: text };
const warnings = z.array(z.object({ code, path: text }));

/** What still owes something to a force, by its entity. */
export const owedItem = z.discriminatedUnion('entity', [
  z.object({
    ...identified,
    entity: z.literal(ENTITY.notification),
    reference: text,
    episodeId: text,
    warnings,
  }),
  z.object({ ...identified, entity: z.literal(ENTITY.grade), reportId: text, warnings }),
  z.object({
    ...identified,
    entity: z.literal(ENTITY.duplicate),
    reference: text,
    episodeId: text.optional(),
    /** Of a grade that was known. */
    reportId: text.optional(),
  }),
  z.object({
    ...received,
    entity: z.literal(ENTITY.rejection),
    force: text.nullable(),
    reference: text.nullable(),
    notificationId: text.nullable(),
    errors: z.array(z.object({ code, path: text, message: text })),
  }),
  z.object({ ...key, entity: z.literal(ENTITY.report), report: storedReport }),
]);
export type OwedItem = z.infer<typeof owedItem>;
