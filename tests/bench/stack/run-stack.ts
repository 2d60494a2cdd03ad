import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { StackDescription } from '../../../infra/local/stack-description.ts';
import { StartupError } from '../../../infra/local/startup-error.ts';
import { MINUTE_MS } from '../../../shared/kernel/instant.ts';

/** The stack as `npm start` runs it, in a process and a folder of its own. */
export interface StackRun {
  readonly pid: number;
  readonly description: StackDescription;
  /** Milliseconds from the start until the stack was announced, and until the whole demonstration was there. */
  readonly announcedMs: number;
  readonly loadedMs: number;
}

const SCRIPT = fileURLToPath(new URL('../../../infra/local/start.ts', import.meta.url));
const PATIENCE_MS = 20 * MINUTE_MS;
const LOOK_MS = 50;
const LOADED = 'from now on it continues';

const waitFor = async <Value>(
  child: ChildProcess,
  printed: () => string,
  read: () => Value | null,
): Promise<Value> => {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    const value = read();
    if (value !== null) return value;
    if (child.exitCode !== null || performance.now() > giveUpAt)
      throw new StartupError(`The stack did not start. It printed:\n${printed()}`);
    await wait(LOOK_MS);
  }
};

const collect = (child: ChildProcess): (() => string) => {
  let text = '';
  for (const output of [child.stdout, child.stderr])
    output?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
};

const spawnStack = (parameters: readonly string[], cleanup: AsyncDisposableStack) => {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-bench-'));
  cleanup.defer(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const child = spawn(process.execPath, [SCRIPT, '--port', '0', ...parameters], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  cleanup.defer(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  return { child, printed: collect(child), file: join(folder, '.local', 'stack.json') };
};

/** Starts a stack and waits until it is ready, with its demonstration unless it is `empty`. `cleanup` ends it. */
export const startStackRun = async (
  empty: boolean,
  cleanup: AsyncDisposableStack,
): Promise<StackRun> => {
  const begun = performance.now();
  const { child, printed, file } = spawnStack(empty ? ['--empty'] : [], cleanup);
  const text = await waitFor(child, printed, () =>
    existsSync(file) ? readFileSync(file, 'utf8') : null,
  );
  const announcedMs = performance.now() - begun;
  const isLoaded = (): true | null => (empty || printed().includes(LOADED) ? true : null);
  await waitFor(child, printed, isLoaded);
  return {
    pid: child.pid ?? 0,
    description: JSON.parse(text) as StackDescription,
    announcedMs,
    loadedMs: performance.now() - begun,
  };
};
