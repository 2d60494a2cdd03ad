import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { accessItemOf } from '../../../shared/adapters/access/access-item.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { HOUR_MS, addMs } from '../../../shared/domain/instant.ts';
import type { Role } from '../../../shared/ports.ts';
import type { Tokens } from './tokens.ts';
import { LOCAL_AUTHORITIES } from './tokens.ts';

/** A hundred years: longer than anyone moves the clock of a demonstration. */
const VALID_MS = 100 * 366 * 24 * HOUR_MS;

/** Puts the tokens into the access table, valid from this local moment on. */
export const seedTokens = async (
  client: DynamoDBClient,
  tableName: string,
  tokens: Tokens,
  now: Instant,
): Promise<void> => {
  const documents = DynamoDBDocumentClient.from(client);
  const roles = Object.keys(LOCAL_AUTHORITIES) as Role[];
  for (const role of roles) {
    const caller = { subject: `local-${role}`, role, authorities: LOCAL_AUTHORITIES[role] };
    const Item = accessItemOf(tokens[role], caller, addMs(now, VALID_MS));
    await documents.send(new PutCommand({ TableName: tableName, Item }));
  }
};
