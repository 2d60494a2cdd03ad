import type { Code } from '../../../shared/directory/code.ts';
import { createMemoryTable } from '../../../shared/database/memory-table.ts';
import type { Item, PartitionPart, Table } from '../../../shared/database/table.ts';
import {
  cellKey,
  cellPartition,
  evidenceKey,
  evidencePartition,
} from '../../../shared/themes/theme-keys.ts';
import { countCell } from '../../../shared/themes/cell.ts';
import type { Evidence } from '../../../shared/themes/evidence.ts';
import type { IsoWeek } from '../../../shared/kernel/iso-week.ts';
import { drawWeek } from './draw-evidence.ts';
import type { InventedArea } from './invent-area.ts';

const evidenceItem = (one: Evidence): Item => ({ ...evidenceKey(one), entity: 'evidence', ...one });

const cellItems = (evidence: readonly Evidence[]): readonly Item[] =>
  [...Map.groupBy(evidence, (one) => cellKey(one).sk).values()].flatMap((alike) => {
    const [first] = alike;
    const cell = first === undefined ? null : countCell(first, alike);
    return cell === null ? [] : [{ ...cellKey(cell), entity: 'cell', version: 1, ...cell }];
  });

/** A table whose items are made as they are read, so that memory holds no more than a function's would. */
export interface DrawnTable {
  readonly table: Table;
  /** What making the items took; it belongs to no measurement. */
  readonly drawing: { readonly ms: number; readonly cpuMs: number };
}

/** Processor time of this process. */
export const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const itemsOf = (area: InventedArea, codes: readonly Code[], pk: string, week: IsoWeek) => {
  const { code } = area.authority;
  const evidence = drawWeek(area, codes, week);
  if (pk === evidencePartition(code)) return evidence.map(evidenceItem);
  if (pk === cellPartition(code)) return cellItems(evidence);
  throw new Error('No such partition.');
};

const byKey = (a: Item, b: Item): number => (a.sk < b.sk ? -1 : 1);

/** The themes' table of an invented area, with everything of these weeks. */
export const drawTable = (
  area: InventedArea,
  codes: readonly Code[],
  weeks: readonly IsoWeek[],
): DrawnTable => {
  const drawing = { ms: 0, cpuMs: 0 };
  const draw = ({ pk, from, to, order, limit }: PartitionPart): readonly Item[] => {
    const begin = { ms: performance.now(), cpuMs: cpuMs() };
    const items: Item[] = [];
    for (const week of order === 'ascending' ? weeks : weeks.toReversed()) {
      if (week < from.slice(0, week.length) || week > to || items.length >= limit) continue;
      const drawn = itemsOf(area, codes, pk, week).toSorted(byKey);
      items.push(...(order === 'ascending' ? drawn : drawn.reverse()));
    }
    drawing.ms += performance.now() - begin.ms;
    drawing.cpuMs += cpuMs() - begin.cpuMs;
    return items.filter(({ sk }) => sk >= from && sk <= to).slice(0, limit);
  };
  return {
    drawing,
    table: {
      ...createMemoryTable(),
      readPartition: (pk, from, to) =>
        Promise.resolve(draw({ pk, from, to, order: 'ascending', limit: Infinity })),
      readPart: (part) => Promise.resolve(draw(part)),
    },
  };
};
