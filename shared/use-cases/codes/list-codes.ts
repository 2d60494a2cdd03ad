import type { CodeListView, ListCodesQuery } from '../../contracts/api/codes.ts';
import type { Directory } from '../../domain/authority.ts';
import { catalogueOf } from '../../domain/intelligence/catalogue.ts';
import type { Caller } from '../../ports.ts';
import type { CodeStore } from '../../ports/codes.ts';
import type { Answer } from '../read/answer.ts';
import { authoritiesAskedFor } from '../read/caller-scope.ts';

interface ListPorts {
  readonly codes: Pick<CodeStore, 'listCodes'>;
  readonly directory: Directory;
}

/** Everybody's codes and those of the caller's authorities, or of one of them, with the days on which they are in use. */
export const listCodes = async (
  { codes, directory }: ListPorts,
  { authority }: ListCodesQuery,
  caller: Caller,
): Promise<Answer<CodeListView>> => {
  const scope = authoritiesAskedFor(caller, authority, directory);
  if ('refusal' in scope) return scope;
  const own = await Promise.all(scope.answer.map((one) => codes.listCodes(one)));
  return { answer: { items: [...catalogueOf(directory.codes, own.flat())] } };
};
