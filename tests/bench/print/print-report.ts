import type { BenchReport } from '../bench-report.ts';
import { printBundles } from './print-bundles.ts';
import { printCapacity } from './print-capacity.ts';
import { printCells } from './print-cells.ts';
import { printDetection } from './print-detection.ts';
import { printSweep } from './print-sweep.ts';
import { printThroughput } from './print-throughput.ts';

/** The report for a person. */
export const printReport = ({
  machine,
  throughput,
  capacity,
  sweep,
  bundles,
  cells,
  detection,
}: BenchReport): string =>
  [
    `\n${machine.processors} processors, Node ${machine.node}, load ${machine.loadAtStart.toFixed(1)} at the start. Compare within a run only.\n`,
    throughput && printThroughput(throughput),
    capacity && printCapacity(capacity),
    sweep && printSweep(sweep),
    bundles && printBundles(bundles),
    cells && printCells(cells),
    detection && printDetection(detection),
  ].join('');
