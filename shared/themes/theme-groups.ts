import type { CellKey } from './evidence.ts';
import { addWeeks, type IsoWeek, listWeeks } from '../kernel/iso-week.ts';
import { isInPeriod, findPreviousPeriod, type WeekPeriod } from './week-period.ts';
import { type Cell, type CellConfidence, type CellCounts, countDistinct } from './cell.ts';

/** `theme` is a harm in a context, or a factor, in one locality. */
export const THEME_GROUPINGS = ['theme', 'locality', 'harm', 'context', 'factor', 'week'] as const;
export type ThemeGrouping = (typeof THEME_GROUPINGS)[number];

export interface ThemeGroup {
  readonly locality: string | null;
  readonly harm: string | null;
  readonly context: string | null;
  readonly factor: string | null;
  readonly week: IsoWeek | null;
}

export interface GroupFigures extends ThemeFigures {
  readonly group: ThemeGroup;
  readonly trend: Trend | null;
}

const findWholeGroup = ({ locality, theme, week }: CellKey): ThemeGroup => ({
  locality,
  harm: theme.kind === 'harm' ? theme.harm : null,
  context: theme.kind === 'harm' ? theme.context : null,
  factor: theme.kind === 'harm' ? null : theme.factor,
  week,
});

const ANY: ThemeGroup = { locality: null, harm: null, context: null, factor: null, week: null };

const findGroup = (grouping: ThemeGrouping, cell: CellKey): ThemeGroup => {
  const whole = findWholeGroup(cell);
  if (grouping === 'theme') return { ...whole, week: null };
  return { ...ANY, [grouping]: whole[grouping] };
};

const formatGroup = (group: ThemeGroup): string => JSON.stringify(Object.values(group));

/** Most children first, then most items, then by name, so that the order is always the same. */
const compareFigures = (a: GroupFigures, b: GroupFigures): number =>
  b.counts.children - a.counts.children ||
  b.counts.items - a.counts.items ||
  (formatGroup(a.group) < formatGroup(b.group) ? -1 : 1);

const countWeekFigures = (cells: readonly Cell[], period: WeekPeriod): readonly GroupFigures[] => {
  const byWeek = Map.groupBy(cells, ({ week }) => week);
  const listCellsOfWeek = (week: IsoWeek): readonly Cell[] => byWeek.get(week) ?? [];
  return listWeeks(period.from, period.to).map((week) => ({
    group: { ...ANY, week },
    ...countFigures(listCellsOfWeek(week), listCellsOfWeek(addWeeks(week, -1))),
    trend: null,
  }));
};

/** Cells of other weeks are left out. Each child is counted once, so this is not the sum of the groups. */
export const countWhole = (
  cells: readonly Cell[],
  period: WeekPeriod,
): ThemeFigures & { readonly trend: Trend } => {
  const before = findPreviousPeriod(period);
  const now = cells.filter(({ week }) => isInPeriod(week, period));
  const then = cells.filter(({ week }) => isInPeriod(week, before));
  return { ...countFigures(now, then), trend: countTrend(now, period) };
};

/**
 * Groups with evidence in the period or the one before it; a group with no evidence now has zeros. By week: every week
 * in order, each compared with the week before.
 */
export const countGroups = (
  cells: readonly Cell[],
  period: WeekPeriod,
  grouping: ThemeGrouping,
): readonly GroupFigures[] => {
  if (grouping === 'week') return countWeekFigures(cells, period);
  const compared = { from: findPreviousPeriod(period).from, to: period.to };
  const seen = cells.filter(({ week }) => isInPeriod(week, compared));
  const groups = Map.groupBy(seen, (cell) => formatGroup(findGroup(grouping, cell)));
  return [...groups.values()]
    .flatMap((alike) => {
      const [first] = alike;
      if (first === undefined) return [];
      return [{ group: findGroup(grouping, first), ...countWhole(alike, period) }];
    })
    .sort(compareFigures);
};

export interface ThemeFigures {
  readonly counts: CellCounts;
  readonly byConfidence: Readonly<Partial<Record<CellConfidence, CellCounts>>>;
  readonly before: CellCounts;
  /** Now minus before, never a percentage of a small number (house rule). */
  readonly difference: CellCounts;
  readonly isNew: boolean;
}

const countByConfidence = (cells: readonly Cell[]): ThemeFigures['byConfidence'] => {
  const all = cells.flatMap(({ byConfidence }) => Object.entries(byConfidence));
  return Object.fromEntries(
    [...Map.groupBy(all, ([confidence]) => confidence)].map(([confidence, alike]) => [
      confidence,
      countDistinct(alike.map(([, members]) => members)),
    ]),
  );
};

const subtractCounts = (now: CellCounts, before: CellCounts): CellCounts => ({
  items: now.items - before.items,
  debriefs: now.debriefs - before.debriefs,
  children: now.children - before.children,
  places: now.places - before.places,
});

export const countFigures = (
  cells: readonly Cell[],
  cellsBefore: readonly Cell[],
): ThemeFigures => {
  const counts = countDistinct(cells);
  const before = countDistinct(cellsBefore);
  return {
    counts,
    byConfidence: countByConfidence(cells),
    before,
    difference: subtractCounts(counts, before),
    isNew: counts.items > 0 && before.items === 0,
  };
};

export interface Trend {
  readonly items: readonly number[];
  readonly debriefs: readonly number[];
  readonly children: readonly number[];
}

export const countTrend = (cells: readonly Cell[], period: WeekPeriod): Trend => {
  const byWeek = Map.groupBy(cells, ({ week }) => week);
  const weeks = listWeeks(period.from, period.to).map((week) =>
    countDistinct(byWeek.get(week) ?? []),
  );
  return {
    items: weeks.map(({ items }) => items),
    debriefs: weeks.map(({ debriefs }) => debriefs),
    children: weeks.map(({ children }) => children),
  };
};
