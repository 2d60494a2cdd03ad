import { join } from 'node:path';
import { describeThisMachine, type Machine } from './machine.ts';

/** DynamoDB Local needs it. */
export const OLDEST_JAVA = 17;

/** Homebrew puts its Java on no path. */
const HOMEBREW = ['/opt/homebrew/opt/openjdk/bin/java', '/usr/local/opt/openjdk/bin/java'];

const listCandidates = ({ environment }: Machine): readonly string[] => {
  const home = environment['JAVA_HOME'] ?? '';
  return [...(home === '' ? [] : [join(home, 'bin', 'java')]), 'java', ...HOMEBREW];
};

export const readJavaMajorVersion = (printed: string): number | null => {
  const version = /version "(?:1\.)?(\d+)/.exec(printed)?.[1];
  return version === undefined ? null : Number(version);
};

const askVersion = (machine: Machine, java: string): number | null =>
  readJavaMajorVersion(machine.run(java, '-version')?.printed ?? '');

/** A command that starts a Java which is recent enough, or null. */
export const findJava = (machine: Machine = describeThisMachine()): string | null =>
  listCandidates(machine).find((java) => (askVersion(machine, java) ?? 0) >= OLDEST_JAVA) ?? null;

/** The newest of those that are too old. */
export const findOldJava = (machine: Machine): number | null => {
  const versions = listCandidates(machine).map((java) => askVersion(machine, java) ?? 0);
  const newest = Math.max(...versions);
  return newest === 0 ? null : newest;
};
