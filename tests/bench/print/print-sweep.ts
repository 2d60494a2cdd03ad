import type { IdleCost, SweepCostReport } from '../sweep/measure-sweep.ts';
import { printNumber, printSpread } from './print-numbers.ts';
import { printTable } from './print-table.ts';

const idleRow = ({ open, consumed, ms }: IdleCost): string[] => [
  String(open),
  printNumber(consumed.requests, 0),
  printNumber(consumed.indexRead + consumed.tableRead),
  printNumber(consumed.tableWrite + consumed.indexWrite),
  printSpread(ms),
];

const drainRow = ({ escalated, consumed, ms }: SweepCostReport['drain']): string[] => {
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

export const printSweep = ({
  idle,
  manyOverFew,
  drain,
  emulatorFactors,
}: SweepCostReport): string => `
Sweep with nothing due, by how many tasks are open; median (least–most)
${printTable([['open', 'requests', 'read', 'write', 'ms'], idleRow(idle.few), idleRow(idle.many)])}
  Time with many over time with few, side by side: ${printSpread(manyOverFew, 2)}

Sweep of tasks that fall due in one minute, among ${drain.open} open ones; units as AWS charges them, for each
${printTable([
  ['escalated', 'seconds', 'a second', 'requests', 'read', 'write', '+ indexes', '= write'],
  drainRow(drain),
])}
  Left for a second sweep: ${drain.left}. The emulator counts an item in a transaction ${printNumber(emulatorFactors.table, 0)} times and its indexes ${printNumber(emulatorFactors.indexes, 0)} times; the figures are put right for it.
`;
