import type { CellKey } from './evidence.ts';
import { addWeeks, type IsoWeek, listWeeks } from '../kernel/iso-week.ts';
import { isInPeriod, findPreviousPeriod, type WeekPeriod } from './week-period.ts';
import { type Cell, type CellConfidence, type CellCounts, countDistinct } from './cell.ts';

/** By what cells are put together; `theme` is a locality's harm in its context, or its factor. */
export const THEME_GROUPINGS = ['theme', 'locality', 'harm', 'context', 'factor', 'week'] as const;
export type ThemeGrouping = (typeof THEME_GROUPINGS)[number];

/** What the cells of a group have in common; null where they need not agree. */
export interface ThemeGroup {
  readonly locality: string | null;
  readonly harm: string | null;
  readonly context: string | null;
  readonly factor: string | null;
  readonly week: IsoWeek | null;
}

/** A group with its figures. The trend is null for a group that is one week. */
export interface GroupFigures extends ThemeFigures {
  readonly group: ThemeGroup;
  readonly trend: Trend | null;
}

const wholeGroupOf = ({ locality, theme, week }: CellKey): ThemeGroup => ({
  locality,
  harm: theme.kind === 'harm' ? theme.harm : null,
  context: theme.kind === 'harm' ? theme.context : null,
  factor: theme.kind === 'harm' ? null : theme.factor,
  week,
});

const ANY: ThemeGroup = { locality: null, harm: null, context: null, factor: null, week: null };

const groupOf = (grouping: ThemeGrouping, cell: CellKey): ThemeGroup => {
  const whole = wholeGroupOf(cell);
  if (grouping === 'theme') return { ...whole, week: null };
  return { ...ANY, [grouping]: whole[grouping] };
};

const nameOf = (group: ThemeGroup): string => JSON.stringify(Object.values(group));

/** Most children first, then most items, then by name: the same cells always give the same order. */
const compareFigures = (a: GroupFigures, b: GroupFigures): number =>
  b.counts.children - a.counts.children ||
  b.counts.items - a.counts.items ||
  (nameOf(a.group) < nameOf(b.group) ? -1 : 1);

const weekFigures = (cells: readonly Cell[], period: WeekPeriod): readonly GroupFigures[] => {
  const byWeek = Map.groupBy(cells, ({ week }) => week);
  const cellsOf = (week: IsoWeek): readonly Cell[] => byWeek.get(week) ?? [];
  return listWeeks(period.from, period.to).map((week) => ({
    group: { ...ANY, week },
    ...countFigures(cellsOf(week), cellsOf(addWeeks(week, -1))),
    trend: null,
  }));
};

/**
 * The figures of cells taken together, in a period and the one before it; cells of other weeks are left out. A child
 * is counted once, so this is not the sum of any groups.
 */
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
 * The figures of each group with evidence in the period or the one before it: one that nobody tells of any more stands
 * there with zeros. By week: every week in its order, each held against the week before it.
 */
export const countGroups = (
  cells: readonly Cell[],
  period: WeekPeriod,
  grouping: ThemeGrouping,
): readonly GroupFigures[] => {
  if (grouping === 'week') return weekFigures(cells, period);
  const compared = { from: findPreviousPeriod(period).from, to: period.to };
  const seen = cells.filter(({ week }) => isInPeriod(week, compared));
  const groups = Map.groupBy(seen, (cell) => nameOf(groupOf(grouping, cell)));
  return [...groups.values()]
    .flatMap((alike) => {
      const [first] = alike;
      if (first === undefined) return [];
      return [{ group: groupOf(grouping, first), ...countWhole(alike, period) }];
    })
    .sort(compareFigures);
};

/** What was counted, held against the period of the same length right before. */
export interface ThemeFigures {
  readonly counts: CellCounts;
  /** Confidences that nobody stated are left out. A child may stand under several. */
  readonly byConfidence: Readonly<Partial<Record<CellConfidence, CellCounts>>>;
  readonly before: CellCounts;
  /** Now less before; never a percentage of a small number (house rule). */
  readonly difference: CellCounts;
  /** Told of now, and not once in the period before. */
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

const lessBefore = (now: CellCounts, before: CellCounts): CellCounts => ({
  items: now.items - before.items,
  debriefs: now.debriefs - before.debriefs,
  children: now.children - before.children,
  places: now.places - before.places,
});

/** Counts cells of a period, and those of the period before; each child, debrief and place once. */
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
    difference: lessBefore(counts, before),
    isNew: counts.items > 0 && before.items === 0,
  };
};

/** One number for every week of a period, in their order; 0 for a week in which nothing was told. */
export interface Trend {
  readonly items: readonly number[];
  readonly debriefs: readonly number[];
  /** Distinct in each week: a child of several weeks stands in each. */
  readonly children: readonly number[];
}

/** The weekly counts of cells; those of other weeks are left out. */
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
