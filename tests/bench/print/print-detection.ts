import type { DetectionCost } from '../detection/detect-in-child.ts';
import type { DetectionCostReport, Growth } from '../detection/measure-detection.ts';
import { printTable, printNumber, printSpread } from './print-table.ts';

const formatSeconds = (ms: number): string => printNumber(ms / 1000);

const createReadColumns = ({ cells, evidence, themeWeeks, harms }: DetectionCost): string[] =>
  [evidence, cells, themeWeeks, harms].map(String);

const createCostColumns = ({ ms, cpuMs, slowestMs, peakMb }: DetectionCost): string[] => [
  ...[ms, cpuMs, slowestMs].map(formatSeconds),
  printNumber(peakMb, 0),
];

const printGrowth = (name: string, { steps, exponent }: Growth): string => {
  const once = steps.find(({ times }) => times === 1)?.cost;
  const over = (cost: DetectionCost, of: (cost: DetectionCost) => number): string =>
    once === undefined ? '–' : printNumber(of(cost) / of(once), 2);
  return `${printTable([
    [`times the ${name}`, 'processor s', 'times as long', 'peak MB', 'times as much'],
    ...steps.map(({ times, cost }) => [
      String(times),
      formatSeconds(cost.cpuMs),
      over(cost, ({ cpuMs }) => cpuMs),
      printNumber(cost.peakMb, 0),
      over(cost, ({ peakMb }) => peakMb),
    ]),
  ])}  Processor time grows with the ${name} to the power of ${printNumber(exponent, 2)}.\n`;
};

export const printDetection = ({
  county,
  england,
  byEvidence,
  byPoints,
}: DetectionCostReport): string => `
Nightly detection, five years in the table; without making the evidence
${printTable([
  [
    '',
    'evidence read',
    'cells read',
    'theme weeks',
    'harms scanned',
    's',
    'processor s',
    'slowest authority s',
    'peak MB',
  ],
  ['largest county', ...createReadColumns(county.cost), ...createCostColumns(county.cost)],
  [
    `England, ${england.authorities} authorities`,
    ...createReadColumns(england.cost),
    ...createCostColumns(england.cost),
  ],
])}
  The largest county, median (least–most): ${printSpread(county.ms, 0)} ms, processor ${printSpread(county.cpuMs, 0)} ms, at most ${printSpread(county.peakMb, 0)} MB, of which ${printNumber(county.cost.loadedMb, 0)} MB with nothing read. It has ${county.size.debriefsAYear} debriefs a year, ${county.size.localities} localities and ${county.size.points} points.

${printGrowth('evidence', byEvidence)}
${printGrowth('points', byPoints)}`;
