import { StartupError } from '../startup-error.ts';
import { findJava, findOldJava, OLDEST_JAVA } from './find-java.ts';
import { hasApt, installJava, nameJavaCommand } from './install-java.ts';
import { describeThisMachine, type Machine } from './machine.ts';

/** When it is missing: the command with which a person installs it. */
export type JavaState = 'present' | 'installed' | { readonly missing: string };

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Installs Java where it is missing or too old, as root on a machine with apt. It changes no other machine. */
export const ensureJava = (
  machine: Machine = describeThisMachine(),
  say: (line: string) => void = print,
): JavaState => {
  if (findJava(machine) !== null) return 'present';
  const installed = machine.isRoot && hasApt(machine) && installJava(machine, say);
  if (installed && findJava(machine) !== null) return 'installed';
  return { missing: nameJavaCommand(machine) };
};

/** One line for the person who must install it. */
export const explainMissingJava = (machine: Machine = describeThisMachine()): string => {
  const old = findOldJava(machine);
  const found = old === null ? 'Java is not installed' : `Java ${old} is installed`;
  return `${found}, and DynamoDB Local needs Java ${OLDEST_JAVA} or later. To install it: ${nameJavaCommand(machine)}`;
};

/** A command that starts a Java which is recent enough. Throws a StartupError where there is none. */
export const requireJava = (machine: Machine = describeThisMachine()): string => {
  const java = findJava(machine);
  if (java === null) throw new StartupError(explainMissingJava(machine));
  return java;
};
