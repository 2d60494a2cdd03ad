import { type Code, findCode } from '../../directory/code.ts';
import type { Evidence, ItemEvidence } from '../../themes/evidence.ts';
import { findPlaceHotspots } from '../../themes/hotspots.ts';
import { labelOf } from './picture-lines.ts';
import { WEEKDAYS, type Weekday } from '../../intelligence/item.ts';
import { type CellCounts, countDistinct, collectMembers } from '../../themes/cell.ts';
import { DAY_BANDS, type DayBand, findDayBand } from '../../themes/mentions.ts';

/** As many as a meeting can talk about. */
const PLACES = 10;

/** A place of which children told; where somebody lives, only of which type it is. */
export interface PlaceLine {
  readonly name: string | null;
  readonly postcode: string | null;
  readonly placeType: string | null;
  readonly label: string;
  readonly counts: CellCounts;
  /** By the number of children who told of it. */
  readonly harms: readonly {
    readonly harm: string;
    readonly label: string;
    readonly children: number;
  }[];
}

/** The places that most children told of. */
export const placeLines = (
  evidence: readonly Evidence[],
  codes: readonly Code[],
): readonly PlaceLine[] => {
  const isPublicType = (type: string): boolean =>
    findCode(codes, 'place-type', type)?.publicPlace === true;
  return findPlaceHotspots(evidence, isPublicType)
    .slice(0, PLACES)
    .map(({ name, postcode, placeType, counts, harms }) => ({
      name,
      postcode,
      placeType,
      label: placeType === null ? 'Not told' : labelOf(codes, 'place-type', placeType),
      counts,
      harms: harms.map(({ harm, children }) => ({
        harm,
        label: labelOf(codes, 'harm', harm),
        children,
      })),
    }));
};

/** What happened on a weekday in a band of the day, London time; null where it was not told. */
export interface BandedTime {
  readonly weekday: Weekday | null;
  readonly band: DayBand | null;
  readonly items: number;
  /** Distinct ones. */
  readonly children: number;
}

const WEEKDAY_ORDER = [...WEEKDAYS, null];

const BAND_ORDER = [...DAY_BANDS, null];

/** When that happened of which the items tell; only what holds something, Monday and midnight first. */
export const bandedTimes = (evidence: readonly ItemEvidence[]): readonly BandedTime[] =>
  WEEKDAY_ORDER.flatMap((weekday) => {
    const onThatDay = evidence.filter(({ item }) => item.weekday === weekday);
    return BAND_ORDER.flatMap((band) => {
      const alike = onThatDay.filter(({ item }) => findDayBand(item.timeOfDay) === band);
      if (alike.length === 0) return [];
      const { items, children } = countDistinct([collectMembers(alike)]);
      return [{ weekday, band, items, children }];
    });
  });
