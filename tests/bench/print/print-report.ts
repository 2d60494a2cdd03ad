import type { BenchReport } from '../bench-report.ts';
import { printBundles } from './print-bundles.ts';
import { printCapacity } from './print-capacity.ts';
import { printThroughput } from './print-throughput.ts';

/** The report for a person. */
export const printReport = ({ machine, throughput, capacity, bundles }: BenchReport): string =>
  [
    `\n${machine.processors} processors, Node ${machine.node}, load ${machine.loadAtStart.toFixed(1)} at the start. Compare within a run only.\n`,
    throughput && printThroughput(throughput),
    capacity && printCapacity(capacity),
    bundles && printBundles(bundles),
  ].join('');
