import type { Code } from '../../directory/code.ts';
import type { Cell } from '../../themes/cell.ts';
import type { CountTable, TableAxes } from './grid.ts';
import type { Authority } from '../../directory/authority.ts';
import { findFirstDay, findLastDay, type WeekPeriod } from '../../themes/week-period.ts';
import { listLocalityNames } from '../../themes/labels.ts';

type Children = ReadonlyMap<string, ReadonlySet<string>>;

const makeKey = (locality: string, harm: string): string => `${locality}/${harm}`;

const groupChildren = (cells: readonly Cell[]): Children => {
  const children = new Map<string, Set<string>>();
  for (const { locality, theme, children: counted } of cells) {
    if (theme.kind !== 'harm') continue;
    const key = makeKey(locality, theme.harm);
    children.set(key, new Set([...(children.get(key) ?? []), ...counted]));
  }
  return children;
};

/** Adds the localities and harms that only the cells have, so that no child is missing from the totals. */
const widenAxes = ({ localities, harms }: TableAxes, cells: readonly Cell[]): TableAxes => ({
  localities: [...new Set([...localities, ...cells.map(({ locality }) => locality).sort()])],
  harms: [
    ...new Set([
      ...harms,
      ...cells.flatMap(({ theme }) => (theme.kind === 'harm' ? [theme.harm] : [])).sort(),
    ]),
  ],
});

/** Counts distinct children by locality and harm, in all weeks and contexts. Push and pull factors are left out. */
export const tabulateCells = (axes: TableAxes, cells: readonly Cell[]): CountTable => {
  const { localities, harms } = widenAxes(
    axes,
    cells.filter(({ theme }) => theme.kind === 'harm'),
  );
  const children = groupChildren(cells);
  const rows = [...localities.map((locality) => [locality]), localities];
  const columns = [...harms.map((harm) => [harm]), harms];
  const figures = rows.flatMap((inRow) =>
    columns.map((inColumn) =>
      inRow.flatMap((locality) =>
        inColumn.map((harm) => children.get(makeKey(locality, harm)) ?? new Set<string>()),
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
  (validFrom === null || validFrom <= findLastDay(period)) &&
  (validUntil === null || validUntil >= findFirstDay(period));

/**
 * All localities of the authority and all harms in use in the period, whether or not they were disclosed, then those
 * that only earlier releases of the period have.
 */
export const chooseAxes = (
  authority: Authority,
  catalogue: readonly Code[],
  period: WeekPeriod,
  earlier: readonly TableAxes[],
): TableAxes => {
  const harms = catalogue.filter((code) => code.list === 'harm' && wasInUse(code, period));
  return {
    localities: [
      ...new Set([
        ...Object.keys(listLocalityNames(authority)),
        ...earlier.flatMap(({ localities }) => localities),
      ]),
    ],
    harms: [...new Set([...harms.map(({ code }) => code), ...earlier.flatMap((one) => one.harms)])],
  };
};
