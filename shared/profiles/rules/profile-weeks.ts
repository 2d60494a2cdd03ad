import type { Evidence } from '../../themes/evidence.ts';
import { addWeeks, type IsoWeek } from '../../kernel/iso-week.ts';
import { isInPeriod, periodBefore, type WeekPeriod } from '../../themes/week-period.ts';
import type { TwoQuarters } from './comparison.ts';

/** A quarter of a year in whole weeks: so both quarters have every weekday equally often. */
const QUARTER_WEEKS = 13;

/** The weeks of a profile: the quarter, the one before it, and both together. */
export interface ProfileWeeks {
  readonly quarter: WeekPeriod;
  readonly before: WeekPeriod;
  readonly both: WeekPeriod;
}

/** The weeks of a profile whose last week is `to`. */
export const profileWeeks = (to: IsoWeek): ProfileWeeks => {
  const quarter = { from: addWeeks(to, 1 - QUARTER_WEEKS), to };
  const before = periodBefore(quarter);
  return { quarter, before, both: { from: before.from, to } };
};

/** Evidence by the quarter in which it was told; what was told in neither is left out. */
export const byQuarter = (
  evidence: readonly Evidence[],
  { quarter, before }: ProfileWeeks,
): TwoQuarters => ({
  now: evidence.filter(({ week }) => isInPeriod(week, quarter)),
  before: evidence.filter(({ week }) => isInPeriod(week, before)),
});
