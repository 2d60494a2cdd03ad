import type { BundlesReport } from '../bundles/measure-bundles.ts';
import { printNumber, printSpread } from './print-numbers.ts';
import { printTable } from './print-table.ts';

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
