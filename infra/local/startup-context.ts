import { resolve, join } from 'node:path';
import { type DataFolder, lockDataFolder } from './data-folder.ts';
import { type LocalServer, listen } from './http/listen.ts';
import { type LocalClock, startClock } from './clock.ts';
import type { ComingContents } from './stack-contents.ts';
import { requireJava } from './setup/java.ts';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Instant } from '../../shared/kernel/instant.ts';

export interface StartupContext {
  readonly options: LocalStackOptions;
  readonly cleanup: AsyncDisposableStack;
  readonly data: DataFolder | null;
  readonly logFolder: string;
  readonly outbox: string;
  readonly clock: LocalClock;
  readonly web: LocalServer;
  readonly control: LocalServer;
}

/** First checks what can fail at once: Java, the data folder and the ports. Throws a StartupError. */
export const prepareStartup = async (
  options: LocalStackOptions,
  cleanup: AsyncDisposableStack,
): Promise<StartupContext> => {
  if (options.inMemory !== true) requireJava();
  const data = options.dataFolder === null ? null : lockDataFolder(options.dataFolder);
  if (data !== null)
    cleanup.defer(() => {
      data.release();
    });
  const web = await listen(options.port);
  cleanup.defer(() => web.stop());
  const control = await listen(0);
  cleanup.defer(() => control.stop());
  const clock =
    typeof options.clock === 'object' && options.clock !== null
      ? options.clock
      : startClock(options.clock, data?.clockFile ?? null);
  const logFolder = data?.logs ?? resolve(options.logFolder);
  const outbox = openOutbox(data, cleanup);
  return { options, cleanup, data, logFolder, outbox, clock, web, control };
};

/** The absolute path of the folder for messages to people. Kept with the data, otherwise deleted with the stack. */
export const openOutbox = (data: DataFolder | null, cleanup: AsyncDisposableStack): string => {
  if (data !== null) {
    mkdirSync(data.outbox, { recursive: true, mode: 0o700 });
    return data.outbox;
  }
  const folder = mkdtempSync(join(tmpdir(), 'homeward-outbox-'));
  cleanup.defer(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return folder;
};

export interface LocalStackOptions {
  readonly port: number;
  /** Keeps everything here across restarts; null keeps all in memory. */
  readonly dataFolder: string | null;
  /** Sets the clock at the start, or is the clock. Null continues the data's clock, or the wall clock. */
  readonly clock: Instant | LocalClock | null;
  readonly logFolder: string;
  readonly assemblyFolder?: string;
  /** Tables and functions in this process, without DynamoDB Local and so without Java. Keeps nothing. */
  readonly inMemory?: boolean;
  /** Begins to make what a new stack holds from its beginning; null when the data has it already. */
  readonly beginContents?: (ground: StartupContext) => ComingContents | null;
  /** Ends the start while it waits for the contents. */
  readonly signal?: AbortSignal;
  readonly progress?: (line: string) => void;
  readonly onFailure?: (why: string) => void;
}
