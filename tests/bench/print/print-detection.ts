import type { DetectionCost } from '../detection/detect-in-child.ts';
import type { DetectionCostReport, Growth } from '../detection/measure-detection.ts';
import { printNumber, printSpread } from './print-numbers.ts';
import { printTable } from './print-table.ts';

const seconds = (ms: number): string => printNumber(ms / 1000);

const readColumns = ({ cells, evidence, themeWeeks, harms }: DetectionCost): string[] =>
  [evidence, cells, themeWeeks, harms].map(String);

const costColumns = ({ ms, cpuMs, slowestMs, peakMb }: DetectionCost): string[] => [
  ...[ms, cpuMs, slowestMs].map(seconds),
  printNumber(peakMb, 0),
];

const growthTable = (name: string, { steps, exponent }: Growth): string => {
  const once = steps.find(({ times }) => times === 1)?.cost;
  const over = (cost: DetectionCost, of: (cost: DetectionCost) => number): string =>
    once === undefined ? '–' : printNumber(of(cost) / of(once), 2);
  return `${printTable([
    [`times the ${name}`, 'processor s', 'times as long', 'peak MB', 'times as much'],
    ...steps.map(({ times, cost }) => [
      String(times),
      seconds(cost.cpuMs),
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
  ['largest county', ...readColumns(county.cost), ...costColumns(county.cost)],
  [
    `England, ${england.authorities} authorities`,
    ...readColumns(england.cost),
    ...costColumns(england.cost),
  ],
])}
  The largest county, median (least–most): ${printSpread(county.ms, 0)} ms, processor ${printSpread(county.cpuMs, 0)} ms, at most ${printSpread(county.peakMb, 0)} MB, of which ${printNumber(county.cost.loadedMb, 0)} MB with nothing read. It has ${county.size.debriefsAYear} debriefs a year, ${county.size.localities} localities and ${county.size.points} points.

${growthTable('evidence', byEvidence)}
${growthTable('points', byPoints)}`;
