import type { Directory } from '../directory/directory.ts';
import { type Code, findCode } from '../directory/code.ts';
import type { CodeBody, CodeView } from './code-api.ts';
import {
  type Result,
  NOT_YOUR_AUTHORITY,
  NOT_YOUR_ROLE,
  refuseBrokenRules,
  listIfBroken,
} from '../kernel/result.ts';
import { type Caller, belongsTo } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import type { CodeStore } from './code-store.ts';
import type { BrokenRule } from '../kernel/problem.ts';

interface PutDependencies {
  readonly codes: CodeStore;
  readonly directory: Directory;
}

/** Adds, rewords or ends a code of the manager's authority. A code is never removed: earlier items keep it. */
export const putCode = async (
  { codes, directory }: PutDependencies,
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

export const checkOwnCode = (
  code: Code,
  base: readonly Code[],
  own: readonly Code[],
): readonly BrokenRule[] => {
  const { list, publicPlace, validFrom, validUntil } = code;
  const former = findCode(own, list, code.code);
  return [
    ...listIfBroken(
      findCode(base, list, code.code) !== null,
      'shared-code',
      '/code',
      'You cannot change a code that all authorities share. Add a code with another name.',
    ),
    ...listIfBroken(
      publicPlace && list !== 'place-type',
      'invalid-value',
      '/publicPlace',
      'Only a place type can be a public place.',
    ),
    ...listIfBroken(
      former !== null && former.publicPlace !== publicPlace,
      'invalid-value',
      '/publicPlace',
      'You cannot change whether a place type is public. End this code and add another one.',
    ),
    ...listIfBroken(
      validFrom !== null && validUntil !== null && validUntil < validFrom,
      'days-in-wrong-order',
      '/validUntil',
      'The last day must be on or after the first day.',
    ),
  ];
};
