import {
  compareMentions,
  type Mentions,
  countMentions,
  type TimesOfDay,
  countTimesOfDay,
} from './mentions.ts';
import { type Evidence, type ItemEvidence, filterItems } from './evidence.ts';
import type { Point } from '../kernel/point.ts';

/** A place of which children told. */
export interface PlaceHotspot extends VisiblePlace, Mentions {
  /** Where its evidence counts. */
  readonly localities: readonly string[];
  /** Whether it is known where it lies; if not, its evidence counts where the children live. */
  readonly located: boolean;
  readonly times: TimesOfDay;
}

/** Where on the net something happened. */
export interface PlatformHotspot extends Mentions {
  /** Null: it was online, and not told where. */
  readonly platform: string | null;
  readonly times: TimesOfDay;
}

const hotPlaceOf = (
  evidence: readonly ItemEvidence[],
  isPublicType: IsPublicType,
): PlaceHotspot[] => {
  const told = countMentions(evidence);
  if (told === null) return [];
  return [
    {
      ...hidePrivatePlace(evidence, isPublicType),
      ...told,
      localities: [...new Set(evidence.map(({ locality }) => locality))].sort(),
      located: evidence.some(({ placeArea }) => placeArea !== null),
      times: countTimesOfDay(evidence),
    },
  ];
};

/** Places by the number of children who told of them. Of equals, the one known by the smaller key comes first. */
export const findPlaceHotspots = (
  evidence: readonly Evidence[],
  isPublicType: IsPublicType,
): readonly PlaceHotspot[] =>
  [...Map.groupBy(filterItems(evidence), ({ item }) => item.place?.key ?? null)]
    .filter(([key]) => key !== null)
    .sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
    .flatMap(([, alike]) => hotPlaceOf(alike, isPublicType))
    .sort(compareMentions);

/** Platforms by the number of children who told of them. */
export const findPlatformHotspots = (evidence: readonly Evidence[]): readonly PlatformHotspot[] => {
  const online = filterItems(evidence).filter(({ item }) => item.online !== null);
  return [...Map.groupBy(online, ({ item }) => item.online?.platform ?? null)]
    .sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
    .flatMap(([platform, alike]) => {
      const told = countMentions(alike);
      return told === null ? [] : [{ platform, ...told, times: countTimesOfDay(alike) }];
    })
    .sort(compareMentions);
};

/** Items of which nobody knows where it happened, those apart that happened online. */
export const filterItemsWithoutPlace = (evidence: readonly Evidence[]) => {
  const placeless = filterItems(evidence).filter(({ item }) => item.place === null);
  const isOnline = ({ item }: ItemEvidence): boolean => item.online !== null;
  return {
    unknown: placeless.filter((one) => !isOnline(one)),
    online: placeless.filter(isOnline),
  };
};

/** Of a place, what may be seen by those who see no child. */
export interface VisiblePlace {
  /** By which the place is known again; null unless the place is public and can be found by it. */
  readonly key: string | null;
  /** Whether everybody may know of it: then only name, postcode and point are told. */
  readonly isPublic: boolean;
  readonly name: string | null;
  readonly postcode: string | null;
  readonly point: Point | null;
  readonly placeType: string | null;
}

/** Whether a place type is of places whose name everybody may know. */
export type IsPublicType = (placeType: string) => boolean;

const latestOf = <Value>(
  evidence: readonly ItemEvidence[],
  valueOf: (item: ItemEvidence['item']) => Value | null | undefined,
): Value | null =>
  [...evidence]
    .sort((a, b) =>
      `${a.disclosedAt} ${a.evidenceId}` < `${b.disclosedAt} ${b.evidenceId}` ? -1 : 1,
    )
    .map(({ item }) => valueOf(item))
    .findLast((value) => value !== null && value !== undefined) ?? null;

/** Where somebody lives says who they are: only the type of such a place is shown. */
const hidden = (placeType: string | null): VisiblePlace => ({
  key: null,
  isPublic: false,
  name: null,
  postcode: null,
  point: null,
  placeType,
});

/**
 * What may be shown of a place of which the evidence tells. It is public when somebody said so by its type, and nobody
 * said otherwise. The latest name, postcode, point and type win.
 */
export const hidePrivatePlace = (
  evidence: readonly ItemEvidence[],
  isPublicType: IsPublicType,
): VisiblePlace => {
  const types = new Set(evidence.flatMap(({ item }) => item.placeType ?? []));
  const secret = latestOf(evidence, ({ placeType }) =>
    placeType === null || isPublicType(placeType) ? null : placeType,
  );
  if (secret !== null || types.size === 0) return hidden(secret);
  const name = latestOf(evidence, ({ place }) => place?.name);
  const postcode = latestOf(evidence, ({ place }) => place?.postcode);
  const point = latestOf(evidence, ({ place }) => place?.point);
  const onlyDescribed = name === null && postcode === null && point === null;
  return {
    key: onlyDescribed ? null : latestOf(evidence, ({ place }) => place?.key),
    isPublic: true,
    name,
    postcode,
    point,
    placeType: latestOf(evidence, ({ placeType }) => placeType),
  };
};
