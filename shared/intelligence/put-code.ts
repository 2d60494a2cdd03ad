import type { CodeBody, CodeView } from './code-api.ts';
import type { Directory } from '../directory/authority.ts';
import { ownCodeRules } from './own-code-rules.ts';
import type { CodeStore } from './codes.ts';
import { type Result, NOT_YOUR_AUTHORITY, NOT_YOUR_ROLE, refuseBroken } from '../kernel/result.ts';
import { type Caller, belongsTo } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';

interface PutPorts {
  readonly codes: CodeStore;
  readonly directory: Directory;
}

/**
 * Adds a code of the manager's authority, rewords it, or ends it by its last day. It is never taken away: what was told
 * under it keeps it.
 */
export const putCode = async (
  { codes, directory }: PutPorts,
  body: CodeBody,
  caller: Caller,
): Promise<Result<CodeView>> => {
  const { authority } = body;
  if (!hasPermission(caller, 'manageCodes')) return NOT_YOUR_ROLE;
  const isKnown = directory.authorities.some(({ code }) => code === authority);
  if (!isKnown || !belongsTo(caller, authority)) return NOT_YOUR_AUTHORITY;
  const own = await codes.listCodes(authority);
  const refused = refuseBroken(ownCodeRules(body, directory.codes, own));
  if (refused !== null) return refused;
  await codes.putCode(body);
  return { value: body };
};
