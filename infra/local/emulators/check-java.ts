import { spawnSync } from 'node:child_process';
import { StartupError } from '../startup-error.ts';

const OLDEST = 17;
const ADVICE = `DynamoDB Local needs Java ${OLDEST} or later: install openjdk-17-jre-headless or later and try again.`;

/** The major version in what `java -version` prints, such as 17; null when there is none. */
export const javaMajorVersion = (printed: string): number | null => {
  const version = /version "(?:1\.)?(\d+)/.exec(printed)?.[1];
  return version === undefined ? null : Number(version);
};

/** Throws a complaint that says what to install when Java is missing or too old. */
export const checkJava = (command = 'java'): void => {
  const run = spawnSync(command, ['-version'], { encoding: 'utf8' });
  if (run.error !== undefined) throw new StartupError(`Java is not installed. ${ADVICE}`);
  const major = javaMajorVersion(run.stderr + run.stdout);
  if (major === null) throw new StartupError(`Java does not run here. ${ADVICE}`);
  if (major < OLDEST) throw new StartupError(`Java ${major} is installed. ${ADVICE}`);
};
