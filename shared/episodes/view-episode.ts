import type { EpisodeItem, ChildView, EpisodeDetail } from './episode-api.ts';
import type { Instant } from '../kernel/instant.ts';
import type { StoredEpisode, Episode, Narratives } from './episode.ts';
import type {
  ChildFields,
  LastSeen,
  MissingFrom,
  Place,
  ReturnedTo,
} from '../police-contract/notification.ts';
import { viewTask } from './task-api.ts';

/** An episode as lists show it: without free text and history. */
export const viewEpisode = (stored: StoredEpisode, now: Instant): EpisodeItem => {
  const { episode } = stored;
  const { cancellation } = episode;
  return {
    episodeId: episode.episodeId,
    force: episode.force,
    reference: episode.reference,
    status: episode.status,
    category: episode.category,
    riskLevel: episode.riskLevel,
    riskHistory: [...episode.riskHistory],
    riskFlags: [...episode.riskFlags],
    lookedAfter: episode.lookedAfter,
    reportedAt: episode.reportedAt,
    foundAt: episode.foundAt,
    returnedAt: episode.returnedAt,
    responsibleAuthority: episode.responsibleAuthority,
    responsibleAuthorityBasis: episode.responsibleAuthorityBasis,
    hostAuthority: episode.hostAuthority,
    locality: episode.locality,
    placeLocality: episode.placeLocality,
    flags: [...episode.flags],
    cancellation: cancellation && {
      reason: cancellation.reason,
      at: cancellation.at,
      duplicateOf: cancellation.duplicateOf ?? null,
    },
    child: viewChild(stored),
    task: viewTask(stored, now),
  };
};

const viewIdentifiers = (child: ChildFields) => ({
  nhsNumber: child.nhsNumber ?? null,
  upn: child.upn ?? null,
  policePersonId: child.policePersonId ?? null,
  authorityChildId: child.authorityChildId ?? null,
});

/** The child of an episode as readers see it; null until a notification told of one. */
export const viewChild = ({ episode: { child }, childId }: StoredEpisode): ChildView | null =>
  child && {
    childId,
    givenName: child.givenName ?? null,
    familyName: child.familyName ?? null,
    dateOfBirth: child.dateOfBirth ?? null,
    aliases: [...(child.aliases ?? [])],
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

const viewLastSeen = ({ at, place }: LastSeen) => ({ at: at ?? null, place: viewPlace(place) });

const viewMissingFrom = ({ kind, name, urn, place }: MissingFrom) => ({
  kind,
  name: name ?? null,
  urn: urn ?? null,
  place: viewPlace(place),
});

const viewReturnedTo = ({ kind, name, place }: ReturnedTo) => ({
  kind: kind ?? null,
  name: name ?? null,
  place: viewPlace(place),
});

/** What only the full episode shows of where, how and with whom. */
export const viewCircumstances = (
  episode: Episode,
  texts: NarrativeTexts,
): Pick<
  EpisodeDetail,
  | 'lastSeen'
  | 'missingFrom'
  | 'foundPlace'
  | 'foundBy'
  | 'returnedTo'
  | 'harmDisclosed'
  | 'preventionInterview'
  | 'officer'
  | 'circumstances'
> => {
  const { lastSeen, missingFrom, returnedTo, preventionInterview, officer } = episode;
  return {
    lastSeen: lastSeen && viewLastSeen(lastSeen),
    missingFrom: missingFrom && viewMissingFrom(missingFrom),
    foundPlace: viewPlace(episode.foundPlace ?? undefined),
    foundBy: episode.foundBy,
    returnedTo: returnedTo && viewReturnedTo(returnedTo),
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

/** A child's free text, as the notifications told it; null where none did. */
export type NarrativeTexts = { readonly [text in keyof Narratives]: string | null };
