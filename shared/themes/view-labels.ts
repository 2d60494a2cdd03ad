import { DEBRIEF_SECTIONS } from '../episodes/debrief.ts';
import type { Code, CodeListName } from '../directory/code-list.ts';
import { labelOfFactor } from './factor-words.ts';
import { type Authority, OUTSIDE, UNKNOWN_LOCALITY } from '../directory/authority.ts';

/** Codes as people read them, by list. */
export type Labels = Record<string, Record<string, string>>;

const labelsOfList = (catalogue: readonly Code[], name: CodeListName): Record<string, string> =>
  Object.fromEntries(
    catalogue.filter(({ list }) => list === name).map(({ code, label }) => [code, label]),
  );

const labelsOfFactors = (factors: readonly string[]): Record<string, string> =>
  Object.fromEntries(factors.map((factor) => [factor, labelOfFactor(factor)]));

/** The names of an authority's localities, with what lies in none of them. */
export const localityNames = ({ localities }: Authority): Record<string, string> => ({
  ...Object.fromEntries(localities.map(({ id, name }) => [id, name])),
  [UNKNOWN_LOCALITY]: 'Not known',
  [OUTSIDE]: 'Outside the areas covered here',
});

/** The labels that an answer needs: of localities, of these lists, and of push and pull factors when it has any. */
export const viewLabels = (
  authority: Authority,
  catalogue: readonly Code[],
  lists: readonly CodeListName[],
  sections: readonly ('push' | 'pull')[] = [],
): Labels => ({
  locality: localityNames(authority),
  ...Object.fromEntries(lists.map((list) => [list, labelsOfList(catalogue, list)])),
  ...Object.fromEntries(
    sections.map((section) => [section, labelsOfFactors(DEBRIEF_SECTIONS[section])]),
  ),
});
