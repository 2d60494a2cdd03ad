import type { Cell } from '../../themes/cell.ts';
import { listWeeks, type IsoWeek } from '../../kernel/iso-week.ts';
import { themeKeyOf } from '../../themes/theme.ts';

/** All that was told of a harm in a context in one locality, by weeks. */
export interface ThemeSeries {
  readonly locality: string;
  readonly harm: string;
  readonly context: string;
  readonly cells: readonly Cell[];
}

const seriesOf = (cells: readonly Cell[]): readonly ThemeSeries[] => {
  const [first] = cells;
  if (first?.theme.kind !== 'harm') return [];
  const { harm, context } = first.theme;
  return [{ locality: first.locality, harm, context, cells }];
};

/** The series of themes with any evidence, by locality and theme. Push and pull factors are none. */
export const groupSeries = (cells: readonly Cell[]): readonly ThemeSeries[] =>
  [...Map.groupBy(cells, ({ locality, theme }) => `${locality} ${themeKeyOf(theme)}`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, alike]) => seriesOf(alike));

/** Distinct children of each week, first and last included; 0 where nobody told of it. */
export const countChildren = (
  { cells }: ThemeSeries,
  from: IsoWeek,
  to: IsoWeek,
): readonly number[] => {
  const children = new Map(cells.map((cell) => [cell.week, cell.children.length]));
  return listWeeks(from, to).map((week) => children.get(week) ?? 0);
};
