import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type Instant, msOf } from '../kernel/instant.ts';
import { ACCESS_TABLE } from '../platform/names.ts';
import type { Caller } from './caller.ts';
import { ROLES } from './roles.ts';

const accessItemSchema = z.object({
  [ACCESS_TABLE.partitionKey]: z.string(),
  subject: z.string().min(1),
  role: z.enum(ROLES),
  authorities: z.union([z.literal('all'), z.array(z.string().min(1))]),
  /** Epoch seconds. DynamoDB removes an item only some time after, so each read checks it too. */
  [ACCESS_TABLE.timeToLive]: z.int(),
});

/** What lets a token in: an item of the access table. */
export type AccessItem = z.infer<typeof accessItemSchema>;

/** Under which a token is kept: SHA-256 in hex. The token itself is stored nowhere. */
export const tokenDigest = (token: string): string =>
  createHash('sha256').update(token).digest('hex');

/** The item that lets this token in until the second in which it expires. */
export const accessItemOf = (token: string, caller: Caller, expiresAt: Instant): AccessItem => ({
  [ACCESS_TABLE.partitionKey]: tokenDigest(token),
  subject: caller.subject,
  role: caller.role,
  authorities: caller.authorities === 'all' ? 'all' : [...caller.authorities],
  [ACCESS_TABLE.timeToLive]: Math.floor(msOf(expiresAt) / 1000),
});

/** Whom an item lets in at `now`; null once it has expired. Throws on what is no access item. */
export const callerOf = (item: unknown, now: Instant): Caller | null => {
  const { subject, role, authorities, expiresAt } = accessItemSchema.parse(item);
  return msOf(now) < expiresAt * 1000 ? { subject, role, authorities } : null;
};
