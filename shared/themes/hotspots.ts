import {
  compareMentions,
  type Mentions,
  countMentions,
  type TimesOfDay,
  countTimesOfDay,
} from './mentions.ts';
import { type Evidence, type ItemEvidence, filterItems } from './evidence.ts';
import type { Point } from '../kernel/point.ts';

export interface PlaceHotspot extends VisiblePlace, Mentions {
  readonly localities: readonly string[];
  /** Whether the location is known; if not, its evidence is counted where the children live. */
  readonly located: boolean;
  readonly times: TimesOfDay;
}

export interface PlatformHotspot extends Mentions {
  readonly platform: string | null;
  readonly times: TimesOfDay;
}

const buildPlaceHotspot = (
  evidence: readonly ItemEvidence[],
  isPublicType: IsPublicType,
): PlaceHotspot[] => {
  const mentions = countMentions(evidence);
  if (mentions === null) return [];
  return [
    {
      ...hidePrivatePlace(evidence, isPublicType),
      ...mentions,
      localities: [...new Set(evidence.map(({ locality }) => locality))].sort(),
      located: evidence.some(({ placeArea }) => placeArea !== null),
      times: countTimesOfDay(evidence),
    },
  ];
};

/** Most children first; equal places in the order of their keys. */
export const findPlaceHotspots = (
  evidence: readonly Evidence[],
  isPublicType: IsPublicType,
): readonly PlaceHotspot[] =>
  [...Map.groupBy(filterItems(evidence), ({ item }) => item.place?.key ?? null)]
    .filter(([key]) => key !== null)
    .sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
    .flatMap(([, alike]) => buildPlaceHotspot(alike, isPublicType))
    .sort(compareMentions);

export const findPlatformHotspots = (evidence: readonly Evidence[]): readonly PlatformHotspot[] => {
  const online = filterItems(evidence).filter(({ item }) => item.online !== null);
  return [...Map.groupBy(online, ({ item }) => item.online?.platform ?? null)]
    .sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
    .flatMap(([platform, alike]) => {
      const mentions = countMentions(alike);
      return mentions === null ? [] : [{ platform, ...mentions, times: countTimesOfDay(alike) }];
    })
    .sort(compareMentions);
};

export const filterItemsWithoutPlace = (evidence: readonly Evidence[]) => {
  const placeless = filterItems(evidence).filter(({ item }) => item.place === null);
  const isOnline = ({ item }: ItemEvidence): boolean => item.online !== null;
  return {
    unknown: placeless.filter((one) => !isOnline(one)),
    online: placeless.filter(isOnline),
  };
};

/** What people who must not identify a child may see of a place. */
export interface VisiblePlace {
  /** Null unless the place is public and has a name, postcode or point. */
  readonly key: string | null;
  readonly isPublic: boolean;
  readonly name: string | null;
  readonly postcode: string | null;
  readonly point: Point | null;
  readonly placeType: string | null;
}

export type IsPublicType = (placeType: string) => boolean;

const findLatest = <Value>(
  evidence: readonly ItemEvidence[],
  readValue: (item: ItemEvidence['item']) => Value | null | undefined,
): Value | null =>
  [...evidence]
    .sort((a, b) =>
      `${a.disclosedAt} ${a.evidenceId}` < `${b.disclosedAt} ${b.evidenceId}` ? -1 : 1,
    )
    .map(({ item }) => readValue(item))
    .findLast((value) => value !== null && value !== undefined) ?? null;

/** An address can identify a person, so only the type is shown (UK GDPR art. 25). */
const buildHiddenPlace = (placeType: string | null): VisiblePlace => ({
  key: null,
  isPublic: false,
  name: null,
  postcode: null,
  point: null,
  placeType,
});

/**
 * A place is public if every item that says its type says a public one. The latest name, postcode, point and type are
 * shown.
 */
export const hidePrivatePlace = (
  evidence: readonly ItemEvidence[],
  isPublicType: IsPublicType,
): VisiblePlace => {
  const types = new Set(evidence.flatMap(({ item }) => item.placeType ?? []));
  const privateType = findLatest(evidence, ({ placeType }) =>
    placeType === null || isPublicType(placeType) ? null : placeType,
  );
  if (privateType !== null || types.size === 0) return buildHiddenPlace(privateType);
  const name = findLatest(evidence, ({ place }) => place?.name);
  const postcode = findLatest(evidence, ({ place }) => place?.postcode);
  const point = findLatest(evidence, ({ place }) => place?.point);
  const onlyDescribed = name === null && postcode === null && point === null;
  return {
    key: onlyDescribed ? null : findLatest(evidence, ({ place }) => place?.key),
    isPublic: true,
    name,
    postcode,
    point,
    placeType: findLatest(evidence, ({ placeType }) => placeType),
  };
};
