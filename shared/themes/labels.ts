import { type Code, type CodeListName, findCode } from '../directory/code.ts';
import { DEBRIEF_SECTIONS } from '../episodes/debrief.ts';
import { type Authority, UNKNOWN_LOCALITY, OUTSIDE_LOCALITY } from '../directory/authority.ts';
import type { IsPublicType } from './hotspots.ts';

/** How codes and localities are called in sentences. */
export interface SentenceLabels {
  /** As a code stands in a sentence. */
  readonly findPhrase: (list: CodeListName, code: string) => string;
  /** The name of a locality; its id when the authority has it no more, or when it is none. */
  readonly findLocalityName: (locality: string) => string;
  readonly isPublicType: IsPublicType;
}

/** The words of an authority, from the codes that it uses. */
export const createSentenceLabels = (
  codes: readonly Code[],
  { localities }: Pick<Authority, 'localities'>,
): SentenceLabels => ({
  findPhrase: (list, code) => findPhrase(codes, list, code),
  findLocalityName: (locality) => localities.find(({ id }) => id === locality)?.name ?? locality,
  isPublicType: (placeType) => findCode(codes, 'place-type', placeType)?.publicPlace === true,
});

/** Codes as people read them, by list. */
export type Labels = Record<string, Record<string, string>>;

const labelsOfList = (catalogue: readonly Code[], name: CodeListName): Record<string, string> =>
  Object.fromEntries(
    catalogue.filter(({ list }) => list === name).map(({ code, label }) => [code, label]),
  );

const labelsOfFactors = (factors: readonly string[]): Record<string, string> =>
  Object.fromEntries(factors.map((factor) => [factor, formatFactor(factor)]));

/** The names of an authority's localities, with what lies in none of them. */
export const listLocalityNames = ({ localities }: Authority): Record<string, string> => ({
  ...Object.fromEntries(localities.map(({ id, name }) => [id, name])),
  [UNKNOWN_LOCALITY]: 'Not known',
  [OUTSIDE_LOCALITY]: 'Outside the areas covered here',
});

/** The labels that an answer needs: of localities, of these lists, and of push and pull factors when it has any. */
export const viewLabels = (
  authority: Authority,
  catalogue: readonly Code[],
  lists: readonly CodeListName[],
  sections: readonly ('push' | 'pull')[] = [],
): Labels => ({
  locality: listLocalityNames(authority),
  ...Object.fromEntries(lists.map((list) => [list, labelsOfList(catalogue, list)])),
  ...Object.fromEntries(
    sections.map((section) => [section, labelsOfFactors(DEBRIEF_SECTIONS[section])]),
  ),
});

/** Push and pull factors are codes of the interview (debrief.ts); these are their words. */
const spellOut = (factor: string): string => factor.replaceAll('-', ' ');

/** As people read it: `family-conflict` is "Family conflict". */
export const formatFactor = (factor: string): string => {
  const words = spellOut(factor);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

/** As it stands in a sentence, "children told of …". */
export const formatFactorPhrase = (kind: 'push' | 'pull', factor: string): string =>
  `${spellOut(factor)} as a ${kind} factor`;

/** How a code stands in a sentence. A code that is in no list any more is told by its own words. */
export const findPhrase = (codes: readonly Code[], list: CodeListName, code: string): string => {
  const found = findCode(codes, list, code);
  return found === null ? code.replaceAll('-', ' ') : (found.phrase ?? found.label);
};
