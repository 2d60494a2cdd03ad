import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { accessItemOf } from '../../../shared/access/access-item.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { HOUR_MS, addMs } from '../../../shared/kernel/instant.ts';
import type { TokenHolder } from './token-holders.ts';

/** A hundred years: longer than anyone moves the clock of a demonstration. */
const VALID_MS = 100 * 366 * 24 * HOUR_MS;

/** Puts their tokens into the access table, valid from this local moment on. */
export const seedTokens = async (
  client: DynamoDBClient,
  tableName: string,
  holders: readonly TokenHolder[],
  now: Instant,
): Promise<void> => {
  const documents = DynamoDBDocumentClient.from(client);
  const expiresAt = addMs(now, VALID_MS);
  await Promise.all(
    holders.map(({ token, caller }) => {
      const Item = accessItemOf(token, caller, expiresAt);
      return documents.send(new PutCommand({ TableName: tableName, Item }));
    }),
  );
};
