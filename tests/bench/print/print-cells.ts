import type { CellsReport, RecountCost } from '../cells/measure-cells.ts';
import { printNumber, printSpread } from './print-numbers.ts';
import { printTable } from './print-table.ts';

const recountRow = ({ evidence, consumed, ms }: RecountCost): string[] => [
  String(evidence),
  printNumber(consumed.requests, 0),
  printNumber(consumed.tableRead),
  printNumber(consumed.tableWrite),
  printSpread(ms),
];

const debriefsRow = ({ count, recounts, ms, consumed }: CellsReport['debriefs']): string[] => [
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
  debriefsRow(debriefs),
])}
Recounting one cell, one after another, by how much evidence it holds; median (least–most)
${printTable([['evidence', 'requests', 'read', 'write', 'ms'], ...recounts.map(recountRow)])}`;
