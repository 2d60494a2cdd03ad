import * as z from 'zod';
import type { Immutable } from '../../kernel/immutable.ts';

const axesSchema = z.object({ localities: z.array(z.string()), harms: z.array(z.string()) });
export type TableAxes = Immutable<z.infer<typeof axesSchema>>;

const countTableSchema = axesSchema.extend({
  /** One for each figure. A total adds up its cells, so a child who disclosed two harms is in it twice. */
  counts: z.array(z.number()),
  /** Distinct children behind each figure: in a cell the same as its count, in a total as many or fewer. */
  children: z.array(z.number()),
});

/** Children of one authority in one period by locality and harm, with nothing suppressed. For internal use only. */
export type CountTable = Immutable<z.infer<typeof countTableSchema>>;

export const suppressedTableSchema = countTableSchema.extend({
  suppressed: z.array(z.number()).transform((figures) => new Set(figures)),
  threshold: z.number(),
});
export type SuppressedTable = Immutable<z.output<typeof suppressedTableSchema>>;

/**
 * The shape of a table, totals included. Figures are numbered row by row: the last column holds the row totals, the
 * last row the column totals, and the last figure is the grand total.
 */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
}

export const measureGrid = ({ localities, harms }: TableAxes): Grid => ({
  rows: localities.length + 1,
  columns: harms.length + 1,
});

export const findFigure = ({ columns }: Grid, row: number, column: number): number =>
  row * columns + column;

export const listFigures = ({ rows, columns }: Grid): readonly number[] =>
  Array.from({ length: rows * columns }, (_, figure) => figure);

export const findGrandTotal = ({ rows, columns }: Grid): number => rows * columns - 1;

/** The two nodes that a figure connects: rows are numbered first, then columns. */
export interface Ends {
  readonly from: number;
  readonly to: number;
}

/**
 * An additive table is a circular flow (Gusfield 1988, here with the totals as figures like any other): a cell and the
 * grand total flow from their row to their column, the other totals from their column to their row. What flows into
 * each row or column equals what flows out.
 */
export const findEnds = ({ rows, columns }: Grid, figure: number): Ends => {
  const row = Math.floor(figure / columns);
  const column = figure % columns;
  const inTotalsRow = row === rows - 1;
  const inTotalsColumn = column === columns - 1;
  return inTotalsRow === inTotalsColumn
    ? { from: row, to: rows + column }
    : { from: rows + column, to: row };
};

export interface Edge {
  readonly figure: number;
  readonly to: number;
  readonly raises: boolean;
}

export type Edges = readonly (readonly Edge[])[];

export const listEdges = (grid: Grid): Edges => {
  const edges = Array.from({ length: grid.rows + grid.columns }, (): Edge[] => []);
  for (const figure of listFigures(grid)) {
    const { from, to } = findEnds(grid, figure);
    edges[from]?.push({ figure, to, raises: true });
    edges[to]?.push({ figure, to: from, raises: false });
  }
  return edges;
};

/** The table on wider axes. Figures that it did not have are 0 and shown. */
export const widenTable = (table: SuppressedTable, axes: TableAxes): SuppressedTable => {
  const [from, to] = [measureGrid(table), measureGrid(axes)];
  const rows = [...table.localities, null];
  const columns = [...table.harms, null];
  const findOld = (figure: number): number | null => {
    const row = rows.indexOf(axes.localities[Math.floor(figure / to.columns)] ?? null);
    const column = columns.indexOf(axes.harms[figure % to.columns] ?? null);
    return row < 0 || column < 0 ? null : findFigure(from, row, column);
  };
  const oldFigures = listFigures(to).map(findOld);
  const widen = (values: readonly number[]): readonly number[] =>
    oldFigures.map((old) => (old === null ? 0 : (values[old] ?? 0)));
  return {
    ...table,
    ...axes,
    counts: widen(table.counts),
    children: widen(table.children),
    suppressed: new Set(
      oldFigures.flatMap((old, figure) =>
        old !== null && table.suppressed.has(old) ? [figure] : [],
      ),
    ),
  };
};
