import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartupError } from '../startup-error.ts';
import { requireJava } from '../setup/java.ts';
import { createServer } from 'node:net';
import type { ChildProcess } from 'node:child_process';
import { MINUTE_MS } from '../../../shared/kernel/instant.ts';

export interface DynamoDbOptions {
  readonly dataFolder: string | null;
  readonly logFile: string;
  readonly onDeath: () => void;
}

export interface DynamoDbEmulator {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** DynamoDB Local takes about two seconds; a busy machine several times that. */
const PATIENCE_MS = MINUTE_MS;
const PAUSE_MS = 40;

const findEmulatorFolder = (): string =>
  join(
    dirname(createRequire(import.meta.url).resolve('amplify-dynamodb-simulator/package.json')),
    'emulator',
  );

/** Measured: halves the processor time of the start, and the first thousands of writes are faster. */
const QUICK_START = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

/** The items themselves are in SQLite's own memory. Measured: with three times the heap, writes are not faster. */
const SMALL_HEAP = ['-Xmx256m', '-XX:MinHeapFreeRatio=10', '-XX:MaxHeapFreeRatio=25'];

/** The C library keeps freed memory for each thread apart, unless it is told for how many. */
const FEW_ARENAS = { MALLOC_ARENA_MAX: '2' };

const buildJavaCommand = (port: number, dataFolder: string | null): string[] => [
  requireJava(),
  ...QUICK_START,
  ...SMALL_HEAP,
  '-Djava.library.path=./DynamoDBLocal_lib',
  '-jar',
  'DynamoDBLocal.jar',
  ...['-port', String(port), '-disableTelemetry'],
  ...(dataFolder === null ? ['-inMemory', '-sharedDb'] : ['-dbPath', dataFolder, '-sharedDb']),
];

const spawnGuarded = (command: readonly string[], logFile: string): ChildProcess => {
  const log = openSync(logFile, 'a', 0o600);
  const guard = fileURLToPath(new URL('guard.mjs', import.meta.url));
  const child = spawn(process.execPath, [guard, ...command], {
    cwd: findEmulatorFolder(),
    stdio: ['pipe', log, log],
    env: { ...process.env, ...FEW_ARENAS },
    // A group of its own: Ctrl-C in the terminal must reach the stack first, which then stops things in order.
    detached: true,
  });
  closeSync(log);
  return child;
};

/** Any response means it is up: a request without a signature is refused. */
const isUp = async (endpoint: string): Promise<boolean> => {
  try {
    await fetch(endpoint, { method: 'POST' });
    return true;
  } catch {
    return false;
  }
};

const waitUntilUp = async (endpoint: string, child: ChildProcess): Promise<void> => {
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (!(await isUp(endpoint))) {
    if (child.exitCode !== null || performance.now() > giveUpAt)
      throw new StartupError(
        'DynamoDB Local did not start. See dynamodb-local.log in the log folder.',
      );
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
};

/** DynamoDB Local ends with this process even after a kill. Throws a StartupError when it does not start. */
export const startDynamoDb = async (options: DynamoDbOptions): Promise<DynamoDbEmulator> => {
  if (options.dataFolder !== null) mkdirSync(options.dataFolder, { recursive: true });
  const port = await findFreePort();
  const child = spawnGuarded(buildJavaCommand(port, options.dataFolder), options.logFile);
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  const stop = async (): Promise<void> => {
    child.stdin?.end();
    await ended;
  };
  const endpoint = `http://127.0.0.1:${port}`;
  await waitUntilUp(endpoint, child).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  let stopping = false;
  void ended.then(() => {
    if (!stopping) options.onDeath();
  });
  return { endpoint, stop: () => ((stopping = true), stop()) };
};

export const findFreePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('The system gave no port'));
      });
    });
  });
