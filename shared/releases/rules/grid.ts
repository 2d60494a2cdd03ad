/**
 * A table with its totals, read row by row: the last column holds the totals of the rows, the last row those of the
 * columns, and the last figure of all is the grand total. A figure is known by its number in that order.
 */
export interface Grid {
  /** Totals included. */
  readonly rows: number;
  /** Totals included. */
  readonly columns: number;
}

export const figureAt = ({ columns }: Grid, row: number, column: number): number =>
  row * columns + column;

/** The figures of a grid, in order. */
export const figuresOf = ({ rows, columns }: Grid): readonly number[] =>
  Array.from({ length: rows * columns }, (_, figure) => figure);

export const grandTotalOf = ({ rows, columns }: Grid): number => rows * columns - 1;

/** The ends of a figure, as numbers of nodes: rows first, then columns. */
export interface Ends {
  readonly from: number;
  readonly to: number;
}

/**
 * An additive table is a flow that goes round (Gusfield 1988, here with the totals as figures like any other): what
 * cells take from a row to the columns comes back through the totals. So a cell and the grand total flow from their row
 * to their column, the other totals from their column to their row, and what flows into each row or column flows out.
 */
export const endsOf = ({ rows, columns }: Grid, figure: number): Ends => {
  const row = Math.floor(figure / columns);
  const column = figure % columns;
  const inTotalsRow = row === rows - 1;
  const inTotalsColumn = column === columns - 1;
  return inTotalsRow === inTotalsColumn
    ? { from: row, to: rows + column }
    : { from: rows + column, to: row };
};

/** A figure as a step from one of its ends: gone along its flow it becomes higher, against it lower. */
export interface Step {
  readonly figure: number;
  readonly to: number;
  readonly raises: boolean;
}

/** The steps that can be gone from each node. */
export type Steps = readonly (readonly Step[])[];

export const stepsOf = (grid: Grid): Steps => {
  const steps = Array.from({ length: grid.rows + grid.columns }, (): Step[] => []);
  for (const figure of figuresOf(grid)) {
    const { from, to } = endsOf(grid, figure);
    steps[from]?.push({ figure, to, raises: true });
    steps[to]?.push({ figure, to: from, raises: false });
  }
  return steps;
};

/** The rows and columns of a table, without the totals. */
export interface Axes {
  /** Localities of the authority, `unknown` and `outside`. */
  readonly localities: readonly string[];
  readonly harms: readonly string[];
}

/**
 * Children of one authority in one period, by locality and harm, as they are: nobody outside the authority sees it.
 * Totals add up what stands in the cells, so a child who told of two harms is in a total twice.
 */
export interface CountTable extends Axes {
  /** Of every figure of the grid. */
  readonly counts: readonly number[];
  /** Distinct children behind every figure: of a cell the same as its count, of a total fewer or as many. */
  readonly children: readonly number[];
}

/** A table that was released, or is about to be. */
export interface KeptTable extends CountTable {
  /** The figures that are not shown. */
  readonly hidden: ReadonlySet<number>;
  /** Fewer children than this were hidden. */
  readonly threshold: number;
}

export const gridOf = ({ localities, harms }: Axes): Grid => ({
  rows: localities.length + 1,
  columns: harms.length + 1,
});

/** A kept table on wider axes: what it did not have was empty. */
export const onAxes = (table: KeptTable, axes: Axes): KeptTable => {
  const [from, to] = [gridOf(table), gridOf(axes)];
  const rows = [...table.localities, null];
  const columns = [...table.harms, null];
  const placeOf = (figure: number): number | null => {
    const row = rows.indexOf(axes.localities[Math.floor(figure / to.columns)] ?? null);
    const column = columns.indexOf(axes.harms[figure % to.columns] ?? null);
    return row < 0 || column < 0 ? null : figureAt(from, row, column);
  };
  const places = figuresOf(to).map(placeOf);
  const take = (values: readonly number[]): readonly number[] =>
    places.map((place) => (place === null ? 0 : (values[place] ?? 0)));
  return {
    ...table,
    ...axes,
    counts: take(table.counts),
    children: take(table.children),
    hidden: new Set(
      places.flatMap((place, figure) =>
        place !== null && table.hidden.has(place) ? [figure] : [],
      ),
    ),
  };
};
