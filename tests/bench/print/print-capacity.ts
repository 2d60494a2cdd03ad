import type { Consumed } from '../capacity/consumed.ts';
import type { CapacityReport, KindCost } from '../capacity/measure-capacity.ts';
import type { PageCost } from '../capacity/read-pages.ts';
import { printTable, printNumber, printShare, printSpread } from './print-table.ts';
import type { CellsReport, RecountCost } from '../cells/measure-cells.ts';
import type { IdleCost, SweepCostReport } from '../sweep/measure-sweep.ts';

const sumReads = ({ tableRead, indexRead }: Consumed): number => tableRead + indexRead;
const sumWrites = ({ tableWrite, indexWrite }: Consumed): number => tableWrite + indexWrite;

const createKindRow = ({ kind, messages, receiving, marking, mostWrite }: KindCost): string[] => {
  const mark = marking === null ? 0 : sumWrites(marking);
  const indexes = receiving.indexWrite + (marking?.indexWrite ?? 0);
  return [
    kind,
    String(messages),
    printNumber(receiving.requests + 1),
    printNumber(sumReads(receiving)),
    printNumber(sumWrites(receiving)),
    printNumber(mark),
    printNumber(sumWrites(receiving) + mark),
    printShare(indexes, sumWrites(receiving) + mark),
    printNumber(mostWrite, 0),
  ];
};

const createPageRow = ({ page, entries, consumed }: PageCost): string[] => [
  page,
  String(entries),
  printNumber(consumed.requests),
  printNumber(sumReads(consumed)),
  printShare(consumed.indexRead, sumReads(consumed)),
];

export const printCapacity = ({ messages, kinds, pages }: CapacityReport): string => `
Capacity: units as AWS charges them, average of a message, ${messages} messages of the feed
${printTable([
  ['', 'messages', 'requests', 'read', 'write', '+ marking', '= write', 'of indexes', 'most write'],
  ...kinds.map(createKindRow),
])}
${printTable([['', 'entries', 'requests', 'read', 'of indexes'], ...pages.map(createPageRow)])}
`;

const createCountRow = ({ evidence, consumed, ms }: RecountCost): string[] => [
  String(evidence),
  printNumber(consumed.requests, 0),
  printNumber(consumed.tableRead),
  printNumber(consumed.tableWrite),
  printSpread(ms),
];

const createDebriefsRow = ({
  count,
  recounts,
  ms,
  consumed,
}: CellsReport['debriefs']): string[] => [
  String(count),
  String(recounts),
  printNumber(ms / 1000),
  printNumber(count / (ms / 1000), 0),
  printNumber(recounts / (ms / 1000), 0),
  printNumber(consumed.requests / count),
  printNumber(consumed.tableRead / count),
  printNumber(consumed.tableWrite / count),
];

export const printCells = ({ debriefs, recounts }: CellsReport): string => `
Debriefs that become evidence, ${debriefs.atOnce} at once; requests and units as AWS charges them, for each debrief
${printTable([
  ['debriefs', 'recounts', 'seconds', 'a second', 'cells a second', 'requests', 'read', 'write'],
  createDebriefsRow(debriefs),
])}
Recounting one cell, one after another, by how much evidence it holds; median (least–most)
${printTable([['evidence', 'requests', 'read', 'write', 'ms'], ...recounts.map(createCountRow)])}`;

const createIdleRow = ({ open, consumed, ms }: IdleCost): string[] => [
  String(open),
  printNumber(consumed.requests, 0),
  printNumber(consumed.indexRead + consumed.tableRead),
  printNumber(consumed.tableWrite + consumed.indexWrite),
  printSpread(ms),
];

const createDrainRow = ({ escalated, consumed, ms }: SweepCostReport['drain']): string[] => {
  const each = (units: number): string => printNumber(units / escalated, 2);
  return [
    String(escalated),
    printNumber(ms / 1000),
    printNumber(escalated / (ms / 1000), 0),
    each(consumed.requests),
    each(consumed.tableRead + consumed.indexRead),
    each(consumed.tableWrite),
    each(consumed.indexWrite),
    each(consumed.tableWrite + consumed.indexWrite),
  ];
};

export const printSweep = ({ idle, manyOverFew, drain }: SweepCostReport): string => `
Sweep with nothing due, by how many tasks are open; median (least–most)
${printTable([['open', 'requests', 'read', 'write', 'ms'], createIdleRow(idle.few), createIdleRow(idle.many)])}
  Time with many over time with few, side by side: ${printSpread(manyOverFew, 2)}

Sweep of tasks that fall due in one minute, among ${drain.open} open ones; units as AWS charges them, for each
${printTable([
  ['escalated', 'seconds', 'a second', 'requests', 'read', 'write', '+ indexes', '= write'],
  createDrainRow(drain),
])}
  Left for a second sweep: ${drain.left}.
`;
