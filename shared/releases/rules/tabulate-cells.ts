import type { Cell } from '../../themes/cell.ts';
import type { Axes, CountTable } from './grid.ts';
import type { Authority } from '../../directory/authority.ts';
import type { Code } from '../../directory/code-list.ts';
import { firstDayOf, lastDayOf, type WeekPeriod } from '../../themes/week-period.ts';
import { localityNames } from '../../themes/labels.ts';

/** Whom the cells of one locality and harm counted. */
type Children = ReadonlyMap<string, ReadonlySet<string>>;

const keyOf = (locality: string, harm: string): string => `${locality}/${harm}`;

const childrenOf = (cells: readonly Cell[]): Children => {
  const children = new Map<string, Set<string>>();
  for (const { locality, theme, children: counted } of cells) {
    if (theme.kind !== 'harm') continue;
    const key = keyOf(locality, theme.harm);
    children.set(key, new Set([...(children.get(key) ?? []), ...counted]));
  }
  return children;
};

/** The axes with whatever else the cells have, so that no child falls out of the totals. */
const widen = ({ localities, harms }: Axes, cells: readonly Cell[]): Axes => ({
  localities: [...new Set([...localities, ...cells.map(({ locality }) => locality).sort()])],
  harms: [
    ...new Set([
      ...harms,
      ...cells.flatMap(({ theme }) => (theme.kind === 'harm' ? [theme.harm] : [])).sort(),
    ]),
  ],
});

/**
 * Counts distinct children of each locality and harm over all the cells, whatever their week and context; push and pull
 * factors are left out.
 */
export const tabulateCells = (axes: Axes, cells: readonly Cell[]): CountTable => {
  const { localities, harms } = widen(
    axes,
    cells.filter(({ theme }) => theme.kind === 'harm'),
  );
  const children = childrenOf(cells);
  const rowsOf = [...localities.map((locality) => [locality]), localities];
  const columnsOf = [...harms.map((harm) => [harm]), harms];
  const figures = rowsOf.flatMap((inRow) =>
    columnsOf.map((inColumn) =>
      inRow.flatMap((locality) =>
        inColumn.map((harm) => children.get(keyOf(locality, harm)) ?? new Set<string>()),
      ),
    ),
  );
  return {
    localities,
    harms,
    counts: figures.map((sets) => sets.reduce((sum, { size }) => sum + size, 0)),
    children: figures.map((sets) => new Set(sets.flatMap((set) => [...set])).size),
  };
};

const wasInUse = ({ validFrom, validUntil }: Code, period: WeekPeriod): boolean =>
  (validFrom === null || validFrom <= lastDayOf(period)) &&
  (validUntil === null || validUntil >= firstDayOf(period));

/**
 * Rows and columns of a release: all localities, with those of nobody's, and all harms that were in use, whether
 * anything was told or not; then what earlier releases of the same weeks have besides, which may be gone since.
 */
export const releaseAxes = (
  authority: Authority,
  catalogue: readonly Code[],
  period: WeekPeriod,
  earlier: readonly Axes[],
): Axes => {
  const harms = catalogue.filter((code) => code.list === 'harm' && wasInUse(code, period));
  return {
    localities: [
      ...new Set([
        ...Object.keys(localityNames(authority)),
        ...earlier.flatMap(({ localities }) => localities),
      ]),
    ],
    harms: [...new Set([...harms.map(({ code }) => code), ...earlier.flatMap((one) => one.harms)])],
  };
};
