import type { ChildFields, Place } from '../../police-contract/notification.ts';
import type { TaskRecord } from '../../casework/task-record.ts';
import type { Fact } from '../../episodes/fact.ts';
import { findMatches } from '../../episodes/find-matches.ts';
import type { EpisodeStore } from '../../episodes/episode-store.ts';
import { type Episode, toTaskId } from '../../episodes/episode.ts';

export interface IdentifyingDetails {
  readonly names: readonly string[];
  readonly fullNames: readonly string[];
  readonly birthDates: readonly string[];
  /** Numbers, references and ids of the child, its episodes and tasks. */
  readonly identifiers: readonly string[];
  /** Of homes, care settings and schools. */
  readonly postcodes: readonly string[];
  readonly placeNames: readonly string[];
  readonly placeDescriptions: readonly string[];
}

interface PlaceInFact {
  readonly kind?: string;
  readonly name?: string;
  readonly urn?: string;
  readonly place?: Place;
}

/** A place without a kind may be one of the child's too. */
const isOfTheChild = ({ kind }: PlaceInFact): boolean => kind !== 'other' && kind !== 'abroad';

/** Where a child lives is the child's, whatever kind it is. */
const listPlaces = (fact: Fact): readonly PlaceInFact[] => {
  switch (fact.kind) {
    case 'reported':
    case 'updated': {
      const { missingFrom, placement } = fact.data;
      return [
        ...(missingFrom ? [missingFrom].filter(isOfTheChild) : []),
        ...(placement ? [placement] : []),
      ];
    }
    case 'returned':
      return fact.data.returnedTo === undefined ? [] : [fact.data.returnedTo].filter(isOfTheChild);
    case 'found':
    case 'cancelled':
      return [];
  }
};

const findChild = (fact: Fact): ChildFields =>
  fact.kind === 'reported' || fact.kind === 'updated' ? (fact.data.child ?? {}) : {};

const findDuplicate = (fact: Fact): string | undefined =>
  fact.kind === 'cancelled' ? fact.data.duplicateOf : undefined;

type OptionalText = string | null | undefined;

const listDistinct = (values: readonly OptionalText[]): readonly string[] => [
  ...new Set(values.filter((one): one is string => typeof one === 'string' && one !== '')),
];

const pairNames = (given: readonly string[], family: readonly string[]): readonly string[] =>
  given.flatMap((one) => family.map((other) => `${one} ${other}`));

const collectPlaceDetails = (
  places: readonly PlaceInFact[],
): Pick<IdentifyingDetails, 'postcodes' | 'placeNames' | 'placeDescriptions'> => {
  const locations: readonly (Place | undefined)[] = places.map(({ place }) => place);
  return {
    postcodes: listDistinct(locations.map((place) => place?.postcode)),
    placeNames: listDistinct(places.map(({ name }) => name)),
    placeDescriptions: listDistinct(locations.map((place) => place?.description)),
  };
};

/** Includes what police corrected later. `ids`: our ids of the child, its episodes and tasks. */
export const collectIdentifyingDetails = (
  facts: readonly Fact[],
  ids: readonly string[],
): IdentifyingDetails => {
  const children = facts.map(findChild);
  const given = listDistinct(children.map(({ givenName }) => givenName));
  const family = listDistinct(children.map(({ familyName }) => familyName));
  const places = facts.flatMap(listPlaces);
  const { postcodes, ...named } = collectPlaceDetails(places);
  return {
    names: listDistinct([
      ...given,
      ...family,
      ...children.flatMap(({ nameAsGiven, aliases }) => [nameAsGiven, ...(aliases ?? [])]),
    ]),
    fullNames: pairNames(given, family),
    birthDates: listDistinct(children.map(({ dateOfBirth }) => dateOfBirth)),
    identifiers: listDistinct([
      ...children.flatMap(({ nhsNumber, upn }) => [nhsNumber, upn]),
      ...children.flatMap(({ policePersonId, authorityChildId }) => [
        policePersonId,
        authorityChildId,
      ]),
      ...facts.flatMap((fact) => [fact.id, fact.reference, findDuplicate(fact)]),
      ...places.map(({ urn }) => urn),
      ...ids,
    ]),
    postcodes: listDistinct([...children.map(({ homePostcode }) => homePostcode), ...postcodes]),
    ...named,
  };
};

type ChildReader = Pick<
  EpisodeStore,
  'read' | 'findChildren' | 'listEpisodesOfChild' | 'readChildren'
>;

const listEpisodeIds = async (
  episodes: ChildReader,
  children: readonly string[],
): Promise<readonly string[]> => {
  const lists = await Promise.all(children.map((child) => episodes.listEpisodesOfChild(child)));
  return lists.flat().map(({ episode }) => episode.episodeId);
};

const listIds = (episodeId: Episode['episodeId']): readonly string[] => [
  episodeId,
  toTaskId(episodeId),
];

/**
 * From all known episodes of the child and of possible matches. Matches are never merged (decision 0004), but a name
 * used only in another episode also identifies the child.
 */
export const readIdentifyingDetails = async (
  episodes: ChildReader,
  { stored, facts }: TaskRecord,
): Promise<IdentifyingDetails> => {
  const { childId, episode } = stored;
  const matches = (await findMatches(episodes, stored)).map((match) => match.childId);
  const children = childId === null ? [] : [...new Set([childId, ...matches])];
  const others = new Set(await listEpisodeIds(episodes, children));
  others.delete(episode.episodeId);
  const records = await Promise.all([...others].map((id) => episodes.read(id)));
  return collectIdentifyingDetails(
    [...facts, ...records.flatMap((record) => record.facts)],
    [...children, ...[episode.episodeId, ...others].flatMap(listIds)],
  );
};
