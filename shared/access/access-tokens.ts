import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type Instant, toMs } from '../kernel/instant.ts';
import { ACCESS_TABLE } from '../platform/names.ts';
import type { Caller, Authenticator } from './caller.ts';
import { ROLES } from './roles.ts';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';

const accessItemSchema = z.object({
  [ACCESS_TABLE.partitionKey]: z.string(),
  subject: z.string().min(1),
  role: z.enum(ROLES),
  authorities: z.union([z.literal('all'), z.array(z.string().min(1))]),
  /** Epoch seconds. DynamoDB can delete the item days later, so each read checks it too. */
  [ACCESS_TABLE.timeToLive]: z.int(),
});

export type AccessItem = z.infer<typeof accessItemSchema>;

/** SHA-256 in hex. Only this hash of the token is stored. */
export const hashToken = (token: string): string =>
  createHash('sha256').update(token).digest('hex');

export const createAccessItem = (
  token: string,
  caller: Caller,
  expiresAt: Instant,
): AccessItem => ({
  [ACCESS_TABLE.partitionKey]: hashToken(token),
  subject: caller.subject,
  role: caller.role,
  authorities: caller.authorities === 'all' ? 'all' : [...caller.authorities],
  [ACCESS_TABLE.timeToLive]: Math.floor(toMs(expiresAt) / 1000),
});

/** Null once the item has expired. */
export const readCaller = (item: unknown, now: Instant): Caller | null => {
  const { subject, role, authorities, expiresAt } = accessItemSchema.parse(item);
  return toMs(now) < expiresAt * 1000 ? { subject, role, authorities } : null;
};

/** Reads consistently, so that a revoked token stops working at once. */
export const createDynamoAccessTokens = (
  client: DynamoDBDocumentClient,
  tableName: string,
): Authenticator => ({
  authenticate: async (token, now) => {
    const { Item } = await client.send(
      new GetCommand({
        TableName: tableName,
        Key: { [ACCESS_TABLE.partitionKey]: hashToken(token) },
        ConsistentRead: true,
      }),
    );
    return Item === undefined ? null : readCaller(Item, now);
  },
});
