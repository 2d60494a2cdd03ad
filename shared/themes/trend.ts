import { type Cell, countCells } from './cell.ts';
import { listWeeks } from '../kernel/iso-week.ts';
import type { WeekPeriod } from './week-period.ts';

/** One number for every week of a period, in their order; 0 for a week in which nothing was told. */
export interface Trend {
  readonly items: readonly number[];
  readonly debriefs: readonly number[];
  /** Distinct in each week: a child of several weeks stands in each. */
  readonly children: readonly number[];
}

/** The weekly counts of cells; those of other weeks are left out. */
export const trendOf = (cells: readonly Cell[], period: WeekPeriod): Trend => {
  const byWeek = Map.groupBy(cells, ({ week }) => week);
  const weeks = listWeeks(period.from, period.to).map((week) => countCells(byWeek.get(week) ?? []));
  return {
    items: weeks.map(({ items }) => items),
    debriefs: weeks.map(({ debriefs }) => debriefs),
    children: weeks.map(({ children }) => children),
  };
};
