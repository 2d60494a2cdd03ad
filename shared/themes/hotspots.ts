import type { Evidence } from './evidence.ts';
import { type ItemEvidence, itemsOf } from './item-evidence.ts';
import { type IsPublicType, type PlaceShown, showPlace } from './place-shown.ts';
import { compareTold, type ToldOf, toldOf } from './mentions.ts';
import { type TimesTold, timesOf } from './times-of-day.ts';

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
