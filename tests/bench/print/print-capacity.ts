import type { Consumed } from '../capacity/consumed.ts';
import type { CapacityReport, KindCost } from '../capacity/measure-capacity.ts';
import type { PageCost } from '../capacity/read-pages.ts';
import { printNumber, printShare } from './print-numbers.ts';
import { printTable } from './print-table.ts';

const readOf = ({ tableRead, indexRead }: Consumed): number => tableRead + indexRead;
const writeOf = ({ tableWrite, indexWrite }: Consumed): number => tableWrite + indexWrite;

const kindRow = ({ kind, messages, receiving, marking, mostWrite }: KindCost): string[] => {
  const mark = marking === null ? 0 : writeOf(marking);
  const indexes = receiving.indexWrite + (marking?.indexWrite ?? 0);
  return [
    kind,
    String(messages),
    printNumber(receiving.requests + 1),
    printNumber(readOf(receiving)),
    printNumber(writeOf(receiving)),
    printNumber(mark),
    printNumber(writeOf(receiving) + mark),
    printShare(indexes, writeOf(receiving) + mark),
    printNumber(mostWrite, 0),
  ];
};

const pageRow = ({ page, entries, consumed }: PageCost): string[] => [
  page,
  String(entries),
  printNumber(consumed.requests),
  printNumber(readOf(consumed)),
  printShare(consumed.indexRead, readOf(consumed)),
];

export const printCapacity = ({
  messages,
  emulatorFactors,
  kinds,
  pages,
}: CapacityReport): string => `
Capacity: units as AWS charges them, average of a message, ${messages} messages of the feed
${printTable([
  ['', 'messages', 'requests', 'read', 'write', '+ marking', '= write', 'of indexes', 'most write'],
  ...kinds.map(kindRow),
])}
${printTable([['', 'entries', 'requests', 'read', 'of indexes'], ...pages.map(pageRow)])}
  In a transaction the emulator counts an item ${printNumber(emulatorFactors.table, 0)} times and its indexes ${printNumber(emulatorFactors.indexes, 0)} times; AWS 2 times and once. The figures are put right for it.
`;
