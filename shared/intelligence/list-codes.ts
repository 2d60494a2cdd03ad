import type { CodeListView, ListCodesQuery } from './code-api.ts';
import type { Directory } from '../directory/authority.ts';
import { catalogueOf } from './catalogue.ts';
import type { CodeStore } from './codes.ts';
import type { Result } from '../kernel/result.ts';
import { authoritiesAskedFor } from '../directory/caller-scope.ts';
import type { Caller } from '../access/caller.ts';

interface ListPorts {
  readonly codes: Pick<CodeStore, 'listCodes'>;
  readonly directory: Directory;
}

/** Everybody's codes and those of the caller's authorities, or of one of them, with the days on which they are in use. */
export const listCodes = async (
  { codes, directory }: ListPorts,
  { authority }: ListCodesQuery,
  caller: Caller,
): Promise<Result<CodeListView>> => {
  const scope = authoritiesAskedFor(caller, authority, directory);
  if ('refusal' in scope) return scope;
  const own = await Promise.all(scope.value.map((one) => codes.listCodes(one)));
  return { value: { items: [...catalogueOf(directory.codes, own.flat())] } };
};
