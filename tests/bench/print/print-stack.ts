import type { StackCost, StackReport } from '../stack/measure-stack.ts';
import { printNumber, printTable } from './print-table.ts';

const printSeconds = (ms: number): string => printNumber(ms / 1000);

const sum = ({ processes }: StackCost, name: 'memoryMb' | 'idleCpu'): number =>
  processes.reduce((total, one) => total + one[name], 0);

const listRows = (label: string, cost: StackCost): readonly (readonly string[])[] => [
  [
    label,
    printSeconds(cost.announcedMs),
    printSeconds(cost.loadedMs),
    printNumber(sum(cost, 'memoryMb'), 0),
    printNumber(sum(cost, 'idleCpu')),
  ],
  ...cost.processes.map(({ command, memoryMb, idleCpu }) => [
    `  ${command}`,
    '',
    '',
    printNumber(memoryMb, 0),
    printNumber(idleCpu),
  ]),
];

export const printStack = ({ idleSeconds, empty, demonstration }: StackReport): string => `
Local stack: seconds until it is announced and loaded; then MB in use (PSS), and per cent of one processor over ${idleSeconds} idle seconds
${printTable([
  ['', 'announced', 'loaded', 'MB', 'idle, %'],
  ...listRows('empty', empty),
  ...listRows('with the demonstration', demonstration),
])}`;
