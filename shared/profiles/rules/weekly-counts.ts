import { type CellCounts, countCells, membersOf } from '../../themes/cell.ts';
import type { Evidence } from '../../themes/evidence.ts';
import { listWeeks } from '../../kernel/iso-week.ts';
import type { WeekPeriod } from '../../themes/week-period.ts';

/** The counts of every week of a period, in their order; zeros for a week in which nothing was told. */
export const weeklyCounts = (
  evidence: readonly Evidence[],
  { from, to }: WeekPeriod,
): readonly CellCounts[] => {
  const byWeek = Map.groupBy(evidence, ({ week }) => week);
  return listWeeks(from, to).map((week) => countCells([membersOf(byWeek.get(week) ?? [])]));
};
