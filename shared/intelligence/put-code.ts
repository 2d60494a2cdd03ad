import type { Directory } from '../directory/directory.ts';
import { type Code, findCode } from '../directory/code.ts';
import type { CodeBody, CodeView } from './code-api.ts';
import {
  type Result,
  NOT_YOUR_AUTHORITY,
  NOT_YOUR_ROLE,
  refuseBrokenRules,
  brokenIf,
} from '../kernel/result.ts';
import { type Caller, belongsTo } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import type { CodeStore } from './code-store.ts';
import type { BrokenRule } from '../kernel/problem.ts';

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
  const refused = refuseBrokenRules(checkOwnCode(body, directory.codes, own));
  if (refused !== null) return refused;
  await codes.putCode(body);
  return { value: body };
};

/**
 * What is wrong with a code that an authority wants to add for itself, reword or end. `base`: everybody's; `own`: those
 * that the authority has.
 */
export const checkOwnCode = (
  code: Code,
  base: readonly Code[],
  own: readonly Code[],
): readonly BrokenRule[] => {
  const { list, publicPlace, validFrom, validUntil } = code;
  const former = findCode(own, list, code.code);
  return [
    ...brokenIf(
      findCode(base, list, code.code) !== null,
      'code-of-everybody',
      '/code',
      "Everybody's codes stay as they are: add one of another name.",
    ),
    ...brokenIf(
      publicPlace && list !== 'place-type',
      'invalid-value',
      '/publicPlace',
      'Only a type of place can be a public one.',
    ),
    ...brokenIf(
      former !== null && former.publicPlace !== publicPlace,
      'invalid-value',
      '/publicPlace',
      'Places were recorded by what it was: end it and add another one.',
    ),
    ...brokenIf(
      validFrom !== null && validUntil !== null && validUntil < validFrom,
      'days-in-wrong-order',
      '/validUntil',
      'The last day lies before the first.',
    ),
  ];
};
