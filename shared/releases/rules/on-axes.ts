import { type Axes, gridOf, type KeptTable } from './count-table.ts';
import { figureAt, figuresOf } from './grid.ts';

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
