import { type Code, type CodeListName, findCode } from '../directory/code.ts';
import { DEBRIEF_SECTIONS } from '../episodes/debrief.ts';
import { type Authority, UNKNOWN_LOCALITY, OUTSIDE_LOCALITY } from '../directory/authority.ts';
import type { IsPublicType } from './hotspots.ts';

export interface SentenceLabels {
  readonly findPhrase: (list: CodeListName, code: string) => string;
  readonly findLocalityName: (locality: string) => string;
  readonly isPublicType: IsPublicType;
}

export const createSentenceLabels = (
  codes: readonly Code[],
  { localities }: Pick<Authority, 'localities'>,
): SentenceLabels => ({
  findPhrase: (list, code) => findPhrase(codes, list, code),
  findLocalityName: (locality) => localities.find(({ id }) => id === locality)?.name ?? locality,
  isPublicType: (placeType) => findCode(codes, 'place-type', placeType)?.publicPlace === true,
});

export type Labels = Record<string, Record<string, string>>;

const listCodeLabels = (catalogue: readonly Code[], name: CodeListName): Record<string, string> =>
  Object.fromEntries(
    catalogue.filter(({ list }) => list === name).map(({ code, label }) => [code, label]),
  );

const listFactorLabels = (factors: readonly string[]): Record<string, string> =>
  Object.fromEntries(factors.map((factor) => [factor, formatFactor(factor)]));

export const listLocalityNames = ({ localities }: Authority): Record<string, string> => ({
  ...Object.fromEntries(localities.map(({ id, name }) => [id, name])),
  [UNKNOWN_LOCALITY]: 'Not known',
  [OUTSIDE_LOCALITY]: 'Outside the areas covered here',
});

export const viewLabels = (
  authority: Authority,
  catalogue: readonly Code[],
  lists: readonly CodeListName[],
  sections: readonly ('push' | 'pull')[] = [],
): Labels => ({
  locality: listLocalityNames(authority),
  ...Object.fromEntries(lists.map((list) => [list, listCodeLabels(catalogue, list)])),
  ...Object.fromEntries(
    sections.map((section) => [section, listFactorLabels(DEBRIEF_SECTIONS[section])]),
  ),
});

const spellOut = (factor: string): string => factor.replaceAll('-', ' ');

/** `family-conflict` is "Family conflict". */
export const formatFactor = (factor: string): string => {
  const words = spellOut(factor);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

export const formatFactorPhrase = (kind: 'push' | 'pull', factor: string): string =>
  `${spellOut(factor)} as a ${kind} factor`;

/** A code that is no longer in a list is spelt out. */
export const findPhrase = (codes: readonly Code[], list: CodeListName, code: string): string => {
  const found = findCode(codes, list, code);
  return found === null ? code.replaceAll('-', ' ') : (found.phrase ?? found.label);
};
