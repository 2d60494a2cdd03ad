import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { StackDescription } from '../../infra/local/stack-description.ts';
import { waitFor } from './wait-for.ts';

const START = resolve('infra/local/start.ts');

/** A local stack in a process of its own, as `npm start` runs it. */
export interface StackProcess {
  readonly description: StackDescription;
  /** As a power cut would: nothing is said to it. */
  kill(): Promise<void>;
  /** As Ctrl-C does; gives the exit code. */
  interrupt(): Promise<number | null>;
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done(child.exitCode);
    else
      child.once('exit', (code) => {
        done(code);
      });
  });

/** Starts it in a folder, where it writes `.local/stack.json`, and waits until it is ready. */
export const startStackProcess = async (
  folder: string,
  ...options: readonly string[]
): Promise<StackProcess> => {
  const file = join(folder, '.local', 'stack.json');
  rmSync(file, { force: true });
  const child = spawn(process.execPath, [START, '--port', '0', ...options], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await waitFor('the stack to be ready', () => {
    if (child.exitCode !== null) throw new Error(`The stack ended with ${child.exitCode}.`);
    return Promise.resolve(existsSync(file));
  });
  return {
    description: JSON.parse(readFileSync(file, 'utf8')) as StackDescription,
    kill: async () => {
      child.kill('SIGKILL');
      await ended(child);
    },
    interrupt: () => {
      child.kill('SIGINT');
      return ended(child);
    },
  };
};
