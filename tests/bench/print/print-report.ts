import { printCapacity, printCells, printSweep } from './print-capacity.ts';
import { printDetection } from './print-detection.ts';
import { printStack } from './print-stack.ts';
import type { BenchReport } from '../measure.ts';
import type { BundlesReport } from '../bundles/measure-bundles.ts';
import { printTable, printNumber, printSpread } from './print-table.ts';
import type { ThroughputReport } from '../throughput/measure-throughput.ts';

/** The report for a person. */
export const printReport = ({
  machine,
  throughput,
  capacity,
  sweep,
  bundles,
  cells,
  detection,
  stack,
}: BenchReport): string =>
  [
    `\n${machine.processors} processors, Node ${machine.node}, load ${machine.loadAtStart.toFixed(1)} at the start. Compare within a run only.\n`,
    throughput && printThroughput(throughput),
    capacity && printCapacity(capacity),
    sweep && printSweep(sweep),
    bundles && printBundles(bundles),
    cells && printCells(cells),
    detection && printDetection(detection),
    stack && printStack(stack),
  ].join('');

export const printBundles = ({ starts, baseline, functions }: BundlesReport): string => `
Functions: bytes, and loading in a fresh process, median of ${starts} (least–most)
${printTable([
  ['', 'bytes', 'times', 'cold start, ms', 'times'],
  ['SDK client only', String(baseline.bytes), '', printSpread(baseline.coldStartMs), ''],
  ...functions.map((one) => [
    one.name,
    String(one.bytes),
    printNumber(one.bytesOverBaseline, 2),
    printSpread(one.coldStartMs),
    printSpread(one.coldStartOverBaseline, 2),
  ]),
])}`;

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
