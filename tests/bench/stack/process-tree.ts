import { readFileSync, readdirSync } from 'node:fs';

/** A process as Linux shows it in /proc. */
export interface ProcessReading {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
  /** Of itself and of the children that it has waited for, since its start. */
  readonly cpuMs: number;
}

/** Linux counts processor time for programs in hundredths of a second. */
const TICK_MS = 10;

/** The command stands in brackets and may hold spaces and brackets itself. */
export const readStatLine = (line: string): ProcessReading => {
  const [open, close] = [line.indexOf('('), line.lastIndexOf(')')];
  const fields = line.slice(close + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, text) => sum + Number(text), 0);
  return {
    pid: Number(line.slice(0, open)),
    parent: Number(fields[1]),
    command: line.slice(open + 1, close),
    cpuMs: ticks * TICK_MS,
  };
};

/** Null for a process that has ended meanwhile. */
const readProcessFile = (pid: string | number, file: string): string | null => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return null;
  }
};

const listProcesses = (): readonly ProcessReading[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const line = readProcessFile(pid, 'stat');
      return line === null ? [] : [readStatLine(line)];
    });

/** The process with this id and all below it. */
export const selectTree = (
  all: readonly ProcessReading[],
  root: number,
): readonly ProcessReading[] => {
  const below = all.filter(({ parent }) => parent === root);
  return [
    ...all.filter(({ pid }) => pid === root),
    ...below.flatMap(({ pid }) => selectTree(all, pid)),
  ];
};

export const readTree = (root: number): readonly ProcessReading[] =>
  selectTree(listProcesses(), root);

/** Megabytes of memory in use; what several processes share counts once, in parts (PSS). */
export const readMemoryMb = (pid: number): number => {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readProcessFile(pid, 'smaps_rollup') ?? '')?.[1];
  return Number(kilobytes ?? 0) / 1024;
};
