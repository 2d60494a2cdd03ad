import type { Directory } from '../../directory/directory.ts';
import type { AuthorityBasis, EpisodeFlag } from '../episode.ts';
import type { ChildFields, ReportFields, MissingFrom } from '../../police-contract/notification.ts';
import { findPostcodeArea } from '../../directory/postcode-area.ts';

/** Which authorities an episode belongs to, and how that was found. */
export interface Ownership {
  /** Owns the duty and the task. */
  readonly responsible: string;
  readonly basis: AuthorityBasis;
  /** Where the child was missing from. */
  readonly host: string;
  readonly flags: readonly EpisodeFlag[];
}

interface Told {
  readonly force: string;
  readonly report: Omit<ReportFields, 'child'>;
  readonly child: ChildFields | null;
}

const isOurs = (directory: Directory, code: string | null | undefined): code is string =>
  directory.authorities.some((authority) => authority.code === code);

const defaultAuthorityOf = (directory: Directory, force: string): string => {
  const known = directory.forces.find(({ code }) => code === force);
  if (known === undefined) throw new Error(`The directory has no force ${force}.`);
  return known.defaultAuthority;
};

const findResponsible = (told: Told, directory: Directory): [string, AuthorityBasis] => {
  const stated = told.report.responsibleAuthority;
  if (isOurs(directory, stated)) return [stated, 'stated'];
  const home = findPostcodeArea(directory, told.child?.homePostcode);
  if (home !== null) return [home.authority, 'home-postcode'];
  const place = findPostcodeArea(directory, told.report.missingFrom?.place?.postcode);
  if (place !== null) return [place.authority, 'missing-from'];
  return [defaultAuthorityOf(directory, told.force), 'force-default'];
};

/**
 * The responsible authority: as stated; else by the child's home postcode; else by where the child
 * was missing from; else the force's default, flagged for a person. The host: as stated; else by
 * where the child was missing from; else the responsible one. A code that is not one of ours is
 * flagged and passed over, never a loss. (Cambridgeshire and Peterborough SCP procedure; Care
 * Planning Regulations 2010, reg 13: both authorities see it, the responsible one owns the task.)
 */
export const findResponsibleAuthority = (told: Told, directory: Directory): Ownership => {
  const { responsibleAuthority, hostAuthority, missingFrom } = told.report;
  const [responsible, basis] = findResponsible(told, directory);
  const place = findPostcodeArea(directory, missingFrom?.place?.postcode);
  const unknown = [responsibleAuthority, hostAuthority].some(
    (code) => typeof code === 'string' && !isOurs(directory, code),
  );
  const flags: EpisodeFlag[] = [];
  if (basis === 'force-default') flags.push('authority-assumed');
  if (unknown) flags.push('unknown-authority');
  const host = isOurs(directory, hostAuthority) ? hostAuthority : (place?.authority ?? responsible);
  return { responsible, basis, host, flags };
};

/** The locality and team that work with the child. Both null when the home is not known to be ours. */
export interface HomeLocality {
  readonly locality: string | null;
  readonly team: string | null;
}

const homePostcodeOf = (
  child: ChildFields | null,
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
  child: ChildFields | null,
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
