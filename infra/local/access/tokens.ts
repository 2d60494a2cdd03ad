import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Role } from '../../../shared/ports.ts';
import { replaceFile } from '../replace-file.ts';

/** The people of the local stack and the authorities they belong to: three of Norfolk, two who see all. */
export const LOCAL_AUTHORITIES: Readonly<Record<Role, readonly string[] | 'all'>> = {
  practitioner: ['E10000020'],
  manager: ['E10000020'],
  lead: ['E10000020'],
  operator: 'all',
  auditor: 'all',
};

const ROLES = ['practitioner', 'manager', 'lead', 'operator', 'auditor'] as const;
const TOKENS = z.record(z.enum(ROLES), z.string());

/** A bearer token a role. */
export type Tokens = Readonly<Record<Role, string>>;

const newToken = (): string => randomBytes(24).toString('base64url');

const newTokens = (): Tokens => ({
  practitioner: newToken(),
  manager: newToken(),
  lead: newToken(),
  operator: newToken(),
  auditor: newToken(),
});

/** New tokens, or those of an earlier run in this file. */
export const takeTokens = (file: string | null): Tokens => {
  if (file === null) return newTokens();
  if (existsSync(file)) return TOKENS.parse(JSON.parse(readFileSync(file, 'utf8')));
  const tokens = newTokens();
  replaceFile(file, JSON.stringify(tokens));
  return tokens;
};
