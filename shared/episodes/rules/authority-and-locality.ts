import type { Directory } from '../../directory/directory.ts';
import type { AuthorityBasis, Episode, EpisodeFlag } from '../episode.ts';
import type { ChildFields, ReportFields, MissingFrom } from '../../police-contract/notification.ts';
import { findPostcodeArea } from '../../directory/postcode-area.ts';
import { isCarePlacement } from './placement.ts';

export interface Ownership {
  readonly responsible: string;
  readonly basis: AuthorityBasis;
  readonly host: string;
  readonly flags: readonly EpisodeFlag[];
}

interface PoliceData {
  readonly force: string;
  readonly report: Omit<ReportFields, 'child'>;
  readonly child: ChildFields | null;
}

const isOurs = (directory: Directory, code: string | null | undefined): code is string =>
  directory.authorities.some((authority) => authority.code === code);

const findDefaultAuthority = (directory: Directory, force: string): string => {
  const known = directory.forces.find(({ code }) => code === force);
  if (known === undefined) throw new Error(`The directory has no force ${force}.`);
  return known.defaultAuthority;
};

const findResponsible = (data: PoliceData, directory: Directory): [string, AuthorityBasis] => {
  const stated = data.report.responsibleAuthority;
  if (isOurs(directory, stated)) return [stated, 'stated'];
  const home = findPostcodeArea(directory, data.child?.homePostcode);
  if (home !== null) return [home.authority, 'home-postcode'];
  const place = findPostcodeArea(directory, data.report.missingFrom?.place?.postcode);
  if (place !== null) return [place.authority, 'missing-from'];
  return [findDefaultAuthority(directory, data.force), 'force-default'];
};

/**
 * The authority that looks after a child is not to be guessed from where the child lives or was missing from: that is
 * the host's as often as not.
 */
const mayBeInCare = ({ lookedAfter, missingFrom, placement }: PoliceData['report']): boolean =>
  lookedAfter === true ||
  (lookedAfter !== false && (missingFrom?.kind === 'care' || isCarePlacement(placement ?? null)));

/**
 * The responsible authority is the stated one, else that of the child's home postcode, else that of
 * where the child was missing from, else the force's default, flagged for a person. For a child who
 * is or may be looked after, every other than the stated one is flagged. The host is the
 * stated one, else that of where the child was missing from, else the responsible one. A code that
 * is not one of ours is flagged and ignored. (Cambridgeshire and Peterborough SCP procedure; Care
 * Planning Regulations 2010, reg 13: both see the episode, the responsible authority owns the
 * task.)
 */
export const findResponsibleAuthority = (data: PoliceData, directory: Directory): Ownership => {
  const { responsibleAuthority, hostAuthority, missingFrom } = data.report;
  const [responsible, basis] = findResponsible(data, directory);
  const place = findPostcodeArea(directory, missingFrom?.place?.postcode);
  const unknown = [responsibleAuthority, hostAuthority].some(
    (code) => typeof code === 'string' && !isOurs(directory, code),
  );
  const flags: EpisodeFlag[] = [];
  if (basis === 'force-default' || (basis !== 'stated' && mayBeInCare(data.report)))
    flags.push('authority-assumed');
  if (unknown) flags.push('unknown-authority');
  const host = isOurs(directory, hostAuthority) ? hostAuthority : (place?.authority ?? responsible);
  return { responsible, basis, host, flags };
};

export interface HomeLocality {
  readonly locality: string | null;
  readonly team: string | null;
}

const findHomePostcode = (
  child: ChildFields | null,
  missingFrom: MissingFrom | null,
): string | null => {
  if (typeof child?.homePostcode === 'string') return child.homePostcode;
  const livesThere = missingFrom?.kind === 'home' || missingFrom?.kind === 'care';
  return livesThere ? (missingFrom.place?.postcode ?? null) : null;
};

const findTeam = (directory: Directory, authority: string, locality: string): string | null =>
  directory.authorities
    .find(({ code }) => code === authority)
    ?.teams.find(({ localities }) => localities.includes(locality))?.id ?? null;

/** The team of an episode: of its task, or of the locality of the child's home while there is none. */
export const findEpisodeTeam = (
  directory: Directory,
  {
    task,
    locality,
    responsibleAuthority,
  }: Pick<Episode, 'task' | 'locality' | 'responsibleAuthority'>,
): string | null => {
  if (task !== null) return task.team;
  return locality === null ? null : findTeam(directory, responsibleAuthority, locality);
};

/**
 * The team comes from the locality of the child's home: the home postcode, else the home or care
 * setting they were missing from. Only localities of the responsible authority count: another
 * authority's team does not own the task.
 */
export const findHomeLocality = (
  child: ChildFields | null,
  missingFrom: MissingFrom | null,
  responsible: string,
  directory: Directory,
): HomeLocality => {
  const area = findPostcodeArea(directory, findHomePostcode(child, missingFrom));
  if (area?.authority !== responsible) return { locality: null, team: null };
  return { locality: area.locality, team: findTeam(directory, responsible, area.locality) };
};

export const findPlaceLocality = (
  directory: Directory,
  postcode: string | null | undefined,
): string | null => findPostcodeArea(directory, postcode)?.locality ?? null;
