import { WEEKDAYS, type Weekday } from '../../intelligence/item.ts';
import { countCells, membersOf } from '../../themes/cell.ts';
import type { ItemEvidence } from '../../themes/item-evidence.ts';
import { DAY_BANDS, type DayBand, dayBandOf } from '../../themes/day-band.ts';

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
      const alike = onThatDay.filter(({ item }) => dayBandOf(item.timeOfDay) === band);
      if (alike.length === 0) return [];
      const { items, children } = countCells([membersOf(alike)]);
      return [{ weekday, band, items, children }];
    });
  });
