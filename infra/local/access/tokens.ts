import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { replaceFile } from '../replace-file.ts';
import type { Role } from '../../../shared/access/roles.ts';

const FILE = z.object({
  practitioner: z.string(),
  manager: z.string(),
  lead: z.string(),
  operator: z.string(),
  auditor: z.string(),
  /** Files of before people had tokens go without. */
  people: z.record(z.string(), z.string()).default({}),
});

/** A bearer token a role. */
export type RoleTokens = Readonly<Record<Role, string>>;

/** Every bearer token of the local stack. */
export interface Tokens {
  readonly roles: RoleTokens;
  /** By practitioner id. */
  readonly people: Readonly<Record<string, string>>;
}

const newToken = (): string => randomBytes(24).toString('base64url');

const newRoleTokens = (): RoleTokens => ({
  practitioner: newToken(),
  manager: newToken(),
  lead: newToken(),
  operator: newToken(),
  auditor: newToken(),
});

const readTokens = (file: string | null): Tokens => {
  if (file === null || !existsSync(file)) return { roles: newRoleTokens(), people: {} };
  const { people, ...roles } = FILE.parse(JSON.parse(readFileSync(file, 'utf8')));
  return { roles, people };
};

/** A token for each role and each of these people: those of an earlier run in this file, and new ones for the rest. */
export const takeTokens = (file: string | null, practitionerIds: readonly string[]): Tokens => {
  const { roles, people: kept } = readTokens(file);
  const people = Object.fromEntries(practitionerIds.map((id) => [id, kept[id] ?? newToken()]));
  // Who is away from the configuration for a while comes back to the same token.
  if (file !== null)
    replaceFile(file, JSON.stringify({ ...roles, people: { ...kept, ...people } }));
  return { roles, people };
};
