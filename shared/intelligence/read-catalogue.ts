import type { Directory } from '../directory/authority.ts';
import { catalogueOf } from './catalogue.ts';
import type { Code } from '../directory/code-list.ts';
import type { CodeStore } from './codes.ts';

/** Where codes are kept: everybody's in the directory, an authority's own in its store. */
export interface CataloguePorts {
  readonly codes: Pick<CodeStore, 'listCodes'>;
  readonly directory: Pick<Directory, 'codes'>;
}

/** Every code that an authority uses or used: everybody's, then its own. */
export const readCatalogue = async (
  { codes, directory }: CataloguePorts,
  authority: string,
): Promise<readonly Code[]> => catalogueOf(directory.codes, await codes.listCodes(authority));
