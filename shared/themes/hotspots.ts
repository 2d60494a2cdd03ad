import { compareTold, type ToldOf, toldOf, type TimesTold, timesOf } from './mentions.ts';
import { type Evidence, type ItemEvidence, itemsOf } from './evidence.ts';
import type { Point } from '../kernel/point.ts';

/** A place of which children told. */
export interface HotPlace extends PlaceShown, ToldOf {
  /** Where its evidence counts. */
  readonly localities: readonly string[];
  /** Whether it is known where it lies; if not, its evidence counts where the children live. */
  readonly located: boolean;
  readonly times: TimesTold;
}

/** Where on the net something happened. */
export interface HotPlatform extends ToldOf {
  /** Null: it was online, and not told where. */
  readonly platform: string | null;
  readonly times: TimesTold;
}

const hotPlaceOf = (evidence: readonly ItemEvidence[], isPublicType: IsPublicType): HotPlace[] => {
  const told = toldOf(evidence);
  if (told === null) return [];
  return [
    {
      ...showPlace(evidence, isPublicType),
      ...told,
      localities: [...new Set(evidence.map(({ locality }) => locality))].sort(),
      located: evidence.some(({ placeArea }) => placeArea !== null),
      times: timesOf(evidence),
    },
  ];
};

/** Places by the number of children who told of them. Of equals, the one known by the smaller key comes first. */
export const hotPlaces = (
  evidence: readonly Evidence[],
  isPublicType: IsPublicType,
): readonly HotPlace[] =>
  [...Map.groupBy(itemsOf(evidence), ({ item }) => item.place?.key ?? null)]
    .filter(([key]) => key !== null)
    .sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
    .flatMap(([, alike]) => hotPlaceOf(alike, isPublicType))
    .sort(compareTold);

/** Platforms by the number of children who told of them. */
export const hotPlatforms = (evidence: readonly Evidence[]): readonly HotPlatform[] => {
  const online = itemsOf(evidence).filter(({ item }) => item.online !== null);
  return [...Map.groupBy(online, ({ item }) => item.online?.platform ?? null)]
    .sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
    .flatMap(([platform, alike]) => {
      const told = toldOf(alike);
      return told === null ? [] : [{ platform, ...told, times: timesOf(alike) }];
    })
    .sort(compareTold);
};

/** Items of which nobody knows where it happened, those apart that happened online. */
export const withoutPlace = (evidence: readonly Evidence[]) => {
  const placeless = itemsOf(evidence).filter(({ item }) => item.place === null);
  const isOnline = ({ item }: ItemEvidence): boolean => item.online !== null;
  return {
    unknown: placeless.filter((one) => !isOnline(one)),
    online: placeless.filter(isOnline),
  };
};

/** Of a place, what may be seen by those who see no child. */
export interface PlaceShown {
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
    .sort((a, b) => (`${a.toldAt} ${a.evidenceId}` < `${b.toldAt} ${b.evidenceId}` ? -1 : 1))
    .map(({ item }) => valueOf(item))
    .findLast((value) => value !== null && value !== undefined) ?? null;

/** Where somebody lives says who they are: only the type of such a place is shown. */
const hidden = (placeType: string | null): PlaceShown => ({
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
export const showPlace = (
  evidence: readonly ItemEvidence[],
  isPublicType: IsPublicType,
): PlaceShown => {
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
