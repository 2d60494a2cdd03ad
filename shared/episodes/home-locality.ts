import type { Directory } from '../directory/authority.ts';
import type { ChildMembers, MissingFrom } from '../police-contract/notification.ts';
import { findPostcodeArea } from '../directory/postcode-area.ts';

/** The locality and team that work with the child. Both null when the home is not known to be ours. */
export interface HomeLocality {
  readonly locality: string | null;
  readonly team: string | null;
}

const homePostcodeOf = (
  child: ChildMembers | null,
  missingFrom: MissingFrom | null,
): string | null => {
  if (typeof child?.homePostcode === 'string') return child.homePostcode;
  const livesThere = missingFrom?.kind === 'home' || missingFrom?.kind === 'care';
  return livesThere ? (missingFrom.place?.postcode ?? null) : null;
};

const teamOf = (directory: Directory, authority: string, locality: string): string | null =>
  directory.authorities
    .find(({ code }) => code === authority)
    ?.teams.find(({ localities }) => localities.includes(locality))?.id ?? null;

/**
 * The team comes from the locality of the child's home: the home postcode, else the home or care
 * setting they were missing from, where they live. Only localities of the responsible authority
 * count: another authority's team does not own the task.
 */
export const findHomeLocality = (
  child: ChildMembers | null,
  missingFrom: MissingFrom | null,
  responsible: string,
  directory: Directory,
): HomeLocality => {
  const area = findPostcodeArea(directory, homePostcodeOf(child, missingFrom));
  if (area?.authority !== responsible) return { locality: null, team: null };
  return { locality: area.locality, team: teamOf(directory, responsible, area.locality) };
};

/** The locality of a place where something happened, whichever of our authorities it lies in. */
export const findPlaceLocality = (
  directory: Directory,
  postcode: string | null | undefined,
): string | null => findPostcodeArea(directory, postcode)?.locality ?? null;
