import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { StackDescription } from '../../infra/local/stack-description.ts';
import { poll } from './poll.ts';

/** A process that runs a stack; its `.local` is in the folder it was started in. */
export interface StackProcess {
  /** Everything printed so far, on either output. */
  printed(): string;
  description(): Promise<StackDescription>;
  descriptionFile: string;
  kill(signal: NodeJS.Signals): void;
  /** Exit code; null after a kill. */
  readonly ended: Promise<number | null>;
}

/** The project's own stack, as `npm start` runs it. */
export const START_SCRIPT = fileURLToPath(new URL('../../infra/local/start.ts', import.meta.url));

/** A stack of an assembly that is there already, the first argument. */
export const ASSEMBLY_SCRIPT = fileURLToPath(
  new URL('../local-stack/support/run-tiny-stack.ts', import.meta.url),
);

/** The demonstration plays fifteen weeks before it is ready. */
const START_PATIENCE_MS = 300_000;

const collect = (child: ChildProcess): (() => string) => {
  let text = '';
  const add = (chunk: Buffer): void => {
    text += chunk.toString();
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => text;
};

/** Starts a stack in a process; the caller ends it. */
export const spawnStack = (
  folder: string,
  script: string,
  parameters: readonly string[],
): StackProcess => {
  const child = spawn(process.execPath, [script, ...parameters], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = collect(child);
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  const descriptionFile = join(folder, '.local', 'stack.json');
  const readDescription = (): StackDescription | null => {
    if (child.exitCode !== null) throw new Error(`The stack ended: ${printed()}`);
    return existsSync(descriptionFile)
      ? (JSON.parse(readFileSync(descriptionFile, 'utf8')) as StackDescription)
      : null;
  };
  return {
    printed,
    ended,
    descriptionFile,
    description: () => poll('the stack to come up', readDescription, START_PATIENCE_MS),
    kill: (signal) => child.kill(signal),
  };
};

/** Starts a stack in a process; it is killed when the test is over. */
export const startStackProcess = (...args: Parameters<typeof spawnStack>): StackProcess => {
  const stack = spawnStack(...args);
  onTestFinished(() => {
    stack.kill('SIGKILL');
  });
  return stack;
};
