import { resolve } from 'node:path';
import type { Cleanup } from './cleanup.ts';
import type { LocalClock } from './clock.ts';
import type { DataFolder } from './data-folder.ts';
import { takeDataFolder } from './data-folder.ts';
import { checkJava } from './emulators/check-java.ts';
import type { LocalServer } from './http/listen.ts';
import { listen } from './http/listen.ts';
import type { LocalStackOptions } from './local-stack.ts';
import { takeOutbox } from './outbox.ts';
import { startClock } from './start-clock.ts';

/** What is there before the template is read. */
export interface Ground {
  readonly options: LocalStackOptions;
  readonly cleanup: Cleanup;
  readonly data: DataFolder | null;
  readonly logFolder: string;
  /** Folder, absolute, for messages to people. */
  readonly outbox: string;
  readonly clock: LocalClock;
  readonly web: LocalServer;
  readonly control: LocalServer;
}

/** What can be refused at once comes first: Java, the data and the ports. Throws a complaint about any of them. */
export const prepareGround = async (
  options: LocalStackOptions,
  cleanup: Cleanup,
): Promise<Ground> => {
  checkJava();
  const data = options.dataFolder === null ? null : takeDataFolder(options.dataFolder);
  if (data !== null)
    cleanup.add(() => {
      data.release();
    });
  const web = await listen(options.port);
  cleanup.add(() => web.stop());
  const control = await listen(0);
  cleanup.add(() => control.stop());
  const clock = startClock(options.clock, data?.clockFile ?? null);
  const logFolder = data?.logs ?? resolve(options.logFolder);
  const outbox = takeOutbox(data, cleanup);
  return { options, cleanup, data, logFolder, outbox, clock, web, control };
};
