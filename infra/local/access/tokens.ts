import type { StaffMember } from '../../../shared/directory/staff.ts';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Role } from '../../../shared/access/roles.ts';
import type { Authority } from '../../../shared/directory/authority.ts';
import type { Caller } from '../../../shared/access/caller.ts';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Instant, addMs, DAY_MS } from '../../../shared/kernel/instant.ts';
import { replaceFile } from '../data-folder.ts';
import { type AccessItem, createAccessItem } from '../../../shared/access/access-tokens.ts';

const FILE = z.object({
  practitioner: z.string(),
  manager: z.string(),
  lead: z.string(),
  operator: z.string(),
  auditor: z.string(),
  /** Older files have none. */
  people: z.record(z.string(), z.string()).default({}),
});

export type RoleTokens = Readonly<Record<Role, string>>;

export interface Tokens {
  readonly roles: RoleTokens;
  readonly people: Readonly<Record<string, string>>;
}

const createToken = (): string => randomBytes(24).toString('base64url');

const createRoleTokens = (): RoleTokens => ({
  practitioner: createToken(),
  manager: createToken(),
  lead: createToken(),
  operator: createToken(),
  auditor: createToken(),
});

const readTokens = (file: string | null): Tokens => {
  if (file === null || !existsSync(file)) return { roles: createRoleTokens(), people: {} };
  const { people, ...roles } = FILE.parse(JSON.parse(readFileSync(file, 'utf8')));
  return { roles, people };
};

export const readOrCreateTokens = (
  file: string | null,
  practitionerIds: readonly string[],
): Tokens => {
  const { roles, people: kept } = readTokens(file);
  const people = Object.fromEntries(practitionerIds.map((id) => [id, kept[id] ?? createToken()]));
  // Who is away from the configuration for a while comes back to the same token.
  if (file !== null)
    replaceFile(file, JSON.stringify({ ...roles, people: { ...kept, ...people } }));
  return { roles, people };
};

export interface TokenHolder {
  readonly token: string;
  readonly caller: Caller;
}

const LOCAL_AUTHORITIES: Readonly<Record<Role, readonly string[] | 'all'>> = {
  practitioner: ['E10000020'],
  manager: ['E10000020'],
  lead: ['E10000020'],
  operator: 'all',
  auditor: 'all',
};

const listRoleHolders = (tokens: RoleTokens): TokenHolder[] =>
  (Object.keys(LOCAL_AUTHORITIES) as Role[]).map((role) => ({
    token: tokens[role],
    caller: { subject: `local-${role}`, role, authorities: LOCAL_AUTHORITIES[role] },
  }));

const createCaller = ({ practitionerId, role }: StaffMember, authority: string): Caller => ({
  subject: practitionerId,
  role: role === 'practitioner' ? 'practitioner' : 'manager',
  authorities: [authority],
});

export const listTokenHolders = (
  tokens: Tokens,
  authorities: readonly Pick<Authority, 'code' | 'people'>[],
): readonly TokenHolder[] => {
  const holders = authorities.flatMap(({ code, people }) =>
    people.flatMap((person) => {
      const token = tokens.people[person.practitionerId];
      return token === undefined ? [] : [{ token, caller: createCaller(person, code) }];
    }),
  );
  return [...listRoleHolders(tokens.roles), ...holders];
};

/** 100 years: longer than anyone moves the clock of a demonstration. */
const VALID_MS = 100 * 366 * DAY_MS;

export const createAccessItems = (
  holders: readonly TokenHolder[],
  now: Instant,
): readonly AccessItem[] => {
  const expiresAt = addMs(now, VALID_MS);
  return holders.map(({ token, caller }) => createAccessItem(token, caller, expiresAt));
};

export const seedTokens = async (
  client: DynamoDBClient,
  tableName: string,
  items: readonly AccessItem[],
): Promise<void> => {
  const documents = DynamoDBDocumentClient.from(client);
  await Promise.all(
    items.map((Item) => documents.send(new PutCommand({ TableName: tableName, Item }))),
  );
};
