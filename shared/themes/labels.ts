import type { Authority } from '../directory/authority.ts';
import { type Code, type CodeListName, findCode } from '../directory/code-list.ts';
import type { IsPublicType } from './place-shown.ts';
import { phraseOf } from './statistics/phrase-of.ts';

/** How codes and localities are called in sentences. */
export interface Words {
  /** As a code stands in a sentence. */
  readonly phraseOf: (list: CodeListName, code: string) => string;
  /** The name of a locality; its id when the authority has it no more, or when it is none. */
  readonly localityOf: (locality: string) => string;
  readonly isPublicType: IsPublicType;
}

/** The words of an authority, from the codes that it uses. */
export const wordsOf = (
  codes: readonly Code[],
  { localities }: Pick<Authority, 'localities'>,
): Words => ({
  phraseOf: (list, code) => phraseOf(codes, list, code),
  localityOf: (locality) => localities.find(({ id }) => id === locality)?.name ?? locality,
  isPublicType: (placeType) => findCode(codes, 'place-type', placeType)?.publicPlace === true,
});
