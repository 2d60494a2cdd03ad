import type { Grid } from './grid.ts';

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
