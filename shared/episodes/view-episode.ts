import type { EpisodeItem, ChildView, EpisodeDetail } from './episode-api.ts';
import { type Directory, findAuthoritySettings } from '../directory/directory.ts';
import type { Instant } from '../kernel/instant.ts';
import { findLevel, findNextLevel } from './rules/ladder.ts';
import { listShownFlags, type StoredEpisode, type Episode, type Narratives } from './episode.ts';
import type { ChildFields, LastSeen, MissingFrom, Place } from '../police-contract/notification.ts';
import { type DecidedChildren, showChildId } from './rules/child-matches.ts';
import { viewTask } from './task-api.ts';

export const viewEpisode = (
  stored: StoredEpisode,
  children: DecidedChildren,
  directory: Directory,
  now: Instant,
): EpisodeItem => {
  const {
    lastSeen,
    missingFrom,
    placement,
    foundPlace,
    foundBy,
    returnedTo,
    harmDisclosed,
    preventionInterview,
    officer,
    narratives,
    reportKnownAt,
    riskHistory,
    ...shown
  } = stored.episode;
  const { cancellation } = shown;
  return {
    ...shown,
    riskHistory: riskHistory.map(({ receivedAt, ...grading }) => grading),
    flags: listShownFlags(stored, children).slice(),
    cancellation: cancellation && {
      ...cancellation,
      duplicateOf: cancellation.duplicateOf ?? null,
    },
    child: viewChild(stored, children),
    task: viewTask(stored, children, now),
    nextLevel: viewNextLevel(stored, directory),
  };
};

/** Null when nothing is left to raise, or the authority has no such level any more. */
const viewNextLevel = (
  { episode, raised }: StoredEpisode,
  directory: Directory,
): EpisodeItem['nextLevel'] => {
  const settings = findAuthoritySettings(directory, episode.responsibleAuthority);
  const next = findNextLevel(episode, raised, settings);
  const level = next && findLevel(settings, next.level);
  return level ? { level: next.level, at: next.at, to: [...level.to] } : null;
};

const viewIdentifiers = (child: ChildFields) => ({
  nhsNumber: child.nhsNumber ?? null,
  upn: child.upn ?? null,
  policePersonId: child.policePersonId ?? null,
  authorityChildId: child.authorityChildId ?? null,
});

export const viewChild = (
  { episode: { child }, childId }: StoredEpisode,
  children: DecidedChildren,
): ChildView | null =>
  child && {
    childId: showChildId(childId, children),
    givenName: child.givenName ?? null,
    familyName: child.familyName ?? null,
    nameAsGiven: child.nameAsGiven ?? null,
    dateOfBirth: child.dateOfBirth ?? null,
    dateOfBirthEstimated: child.dateOfBirthEstimated ?? false,
    ageEstimate: child.ageEstimate ?? null,
    aliases: child.aliases ?? [],
    sex: child.sex ?? null,
    ethnicity: child.ethnicity ?? null,
    homePostcode: child.homePostcode ?? null,
    ...viewIdentifiers(child),
  };

const viewPlace = (place: Place | undefined) =>
  place === undefined
    ? null
    : {
        description: place.description ?? null,
        postcode: place.postcode ?? null,
        type: place.type ?? null,
      };

/** Where a child lives or returned to. */
interface Where<Kind> {
  readonly kind?: Kind;
  readonly name?: string;
  readonly urn?: string;
  readonly place?: Place;
}

const viewLastSeen = ({ at, place }: LastSeen) => ({ at: at ?? null, place: viewPlace(place) });

const viewMissingFrom = ({ kind, name, urn, place }: MissingFrom) => ({
  kind,
  name: name ?? null,
  urn: urn ?? null,
  place: viewPlace(place),
});

const viewWhere = <Kind>({ kind, name, urn, place }: Where<Kind>) => ({
  kind: kind ?? null,
  name: name ?? null,
  urn: urn ?? null,
  place: viewPlace(place),
});

export const viewCircumstances = (
  episode: Episode,
  texts: NarrativeTexts,
): Pick<
  EpisodeDetail,
  | 'lastSeen'
  | 'missingFrom'
  | 'placement'
  | 'foundPlace'
  | 'foundBy'
  | 'returnedTo'
  | 'harmDisclosed'
  | 'preventionInterview'
  | 'officer'
  | 'circumstances'
> => {
  const { lastSeen, missingFrom, placement, returnedTo, preventionInterview, officer } = episode;
  return {
    lastSeen: lastSeen && viewLastSeen(lastSeen),
    missingFrom: missingFrom && viewMissingFrom(missingFrom),
    foundPlace: viewPlace(episode.foundPlace ?? undefined),
    foundBy: episode.foundBy,
    placement: placement && viewWhere(placement),
    returnedTo: returnedTo && viewWhere(returnedTo),
    harmDisclosed: episode.harmDisclosed,
    preventionInterview: preventionInterview && {
      held: preventionInterview.held,
      at: preventionInterview.at ?? null,
      summary: texts.preventionSummary,
    },
    officer: officer && { name: officer.name ?? null, contact: officer.contact ?? null },
    circumstances: texts.circumstances,
  };
};

export type NarrativeTexts = { readonly [text in keyof Narratives]: string | null };
