import type { ThroughputReport } from '../throughput/measure-throughput.ts';
import { printNumber, printSpread } from './print-numbers.ts';
import { printTable } from './print-table.ts';

export const printThroughput = (report: ThroughputReport): string => {
  const { notifications, rounds, atOnce, itemsPerTransaction } = report;
  const { endToEnd, untilStored, inProcess, bareLoop } = report;
  return `
Throughput: ${notifications} notifications, ${atOnce} in flight, median of ${rounds} (least–most)
${printTable([
  ['', 'notifications a second'],
  ['end to end: sent, stored, replied', printSpread(endToEnd, 0)],
  ['  of it, until every fact is stored', printSpread(untilStored, 0)],
  ['use case in one process, no queues', printSpread(inProcess, 0)],
  ['bare loop, the same writes only', printSpread(bareLoop, 0)],
])}
${printTable([
  ['', 'times as long'],
  ['end to end over bare loop', printSpread(report.endToEndOverBareLoop, 2)],
  ['  use case over bare loop', printSpread(report.inProcessOverBareLoop, 2)],
  ['  end to end over use case', printSpread(report.endToEndOverInProcess, 2)],
])}
  A notification is a transaction of ${printNumber(itemsPerTransaction)} items and one update, on average.
`;
};
