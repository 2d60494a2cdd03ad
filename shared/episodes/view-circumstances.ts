import type { EpisodeDetail } from './episode-api.ts';
import type { Episode } from './episode.ts';
import type { LastSeen, MissingFrom, Place, ReturnedTo } from '../police-contract/notification.ts';
import type { NarrativeTexts } from './read-narratives.ts';

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
