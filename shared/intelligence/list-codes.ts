import type { Directory } from '../directory/directory.ts';
import { listRequestedAuthorities } from '../directory/caller-scope.ts';
import type { Code } from '../directory/code.ts';
import type { CodeListView, ListCodesQuery } from './code-api.ts';
import type { Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import type { CodeStore } from './code-store.ts';

interface ListDependencies {
  readonly codes: Pick<CodeStore, 'listCodes'>;
  readonly directory: Directory;
}

export const listCodes = async (
  { codes, directory }: ListDependencies,
  { authority }: ListCodesQuery,
  caller: Caller,
): Promise<Result<CodeListView>> => {
  const scope = listRequestedAuthorities(caller, authority, directory);
  if ('refusal' in scope) return scope;
  const own = await Promise.all(scope.value.map((one) => codes.listCodes(one)));
  return { value: { items: [...mergeCatalogue(directory.codes, own.flat())] } };
};

/** Includes codes that have ended. A shared code takes precedence over the authority's own code of the same name. */
export const mergeCatalogue = (base: readonly Code[], own: readonly Code[]): readonly Code[] => [
  ...base,
  ...own.filter(
    ({ list, code }) => !base.some((other) => other.list === list && other.code === code),
  ),
];

export interface CatalogueStores {
  readonly codes: Pick<CodeStore, 'listCodes'>;
  readonly directory: Pick<Directory, 'codes'>;
}

export const readCatalogue = async (
  { codes, directory }: CatalogueStores,
  authority: string,
): Promise<readonly Code[]> => mergeCatalogue(directory.codes, await codes.listCodes(authority));
