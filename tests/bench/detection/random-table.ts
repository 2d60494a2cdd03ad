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
import type { Area } from './create-area.ts';
import { createRandomWeek } from './random-evidence.ts';

const formatEvidence = (one: Evidence): Item => ({
  ...evidenceKey(one),
  entity: 'evidence',
  ...one,
});

const formatCells = (evidence: readonly Evidence[]): readonly Item[] =>
  [...Map.groupBy(evidence, (one) => cellKey(one).sk).values()].flatMap((alike) => {
    const [first] = alike;
    const cell = first === undefined ? null : countCell(first, alike);
    return cell === null ? [] : [{ ...cellKey(cell), entity: 'cell', version: 1, ...cell }];
  });

/** Its items are created as they are read, so that memory use is that of the function. */
export interface RandomTable {
  readonly table: Table;
  /** What creating the items took. It is subtracted from the measurements. */
  readonly creating: { readonly ms: number; readonly cpuMs: number };
}

/** Processor time of this process. */
export const readCpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const createItems = (area: Area, codes: readonly Code[], pk: string, week: IsoWeek) => {
  const { code } = area.authority;
  const evidence = createRandomWeek(area, codes, week);
  if (pk === evidencePartition(code)) return evidence.map(formatEvidence);
  if (pk === cellPartition(code)) return formatCells(evidence);
  throw new Error('No such partition.');
};

const compareKey = (a: Item, b: Item): number => (a.sk < b.sk ? -1 : 1);

/** The themes' table of an invented area, with everything of these weeks. */
export const createRandomTable = (
  area: Area,
  codes: readonly Code[],
  weeks: readonly IsoWeek[],
): RandomTable => {
  const creating = { ms: 0, cpuMs: 0 };
  const draw = ({ pk, from, to, order, limit }: PartitionPart): readonly Item[] => {
    const begin = { ms: performance.now(), cpuMs: readCpuMs() };
    const items: Item[] = [];
    for (const week of order === 'ascending' ? weeks : weeks.toReversed()) {
      if (week < from.slice(0, week.length) || week > to || items.length >= limit) continue;
      const drawn = createItems(area, codes, pk, week).toSorted(compareKey);
      items.push(...(order === 'ascending' ? drawn : drawn.reverse()));
    }
    creating.ms += performance.now() - begin.ms;
    creating.cpuMs += readCpuMs() - begin.cpuMs;
    return items.filter(({ sk }) => sk >= from && sk <= to).slice(0, limit);
  };
  return {
    creating,
    table: {
      ...createMemoryTable(),
      readPartition: (pk, from, to) =>
        Promise.resolve(draw({ pk, from, to, order: 'ascending', limit: Infinity })),
      readPart: (part) => Promise.resolve(draw(part)),
    },
  };
};
