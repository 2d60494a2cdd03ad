import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartupError } from './startup-error.ts';

export interface DataFolder {
  readonly folder: string;
  readonly dynamodb: string;
  readonly sqs: string;
  readonly clockFile: string;
  readonly positionsFile: string;
  readonly tokensFile: string;
  readonly outbox: string;
  readonly logs: string;
  release(): void;
}

/**
 * SQLite's exclusive lock on a file: acquired in one step, and released by the system when its process ends, however it
 * ended. A file with a process id has neither property.
 */
const acquireLock = (file: string): DatabaseSync | null => {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return lock;
  } catch {
    lock.close();
    return null;
  }
};

const createFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    throw new StartupError(
      `The data folder ${folder} cannot be created or written. Choose another with --data.`,
    );
  }
};

/** Only one stack at a time may use a folder. Throws a StartupError when another one has it. */
export const lockDataFolder = (given: string): DataFolder => {
  const folder = resolve(given);
  createFolder(folder);
  const lock = acquireLock(join(folder, 'lock'));
  if (lock === null)
    throw new StartupError(
      `Another local stack uses the data in ${folder}. Stop it first, or choose another folder with --data.`,
    );
  return {
    folder,
    dynamodb: join(folder, 'dynamodb'),
    sqs: join(folder, 'sqs'),
    clockFile: join(folder, 'clock.jsonl'),
    positionsFile: join(folder, 'stream-positions.json'),
    tokensFile: join(folder, 'tokens.json'),
    outbox: join(folder, 'outbox'),
    logs: join(folder, 'logs'),
    release: () => {
      lock.close();
    },
  };
};

export const hasTables = ({ dynamodb }: DataFolder): boolean => existsSync(dynamodb);

/** Clock and tokens stay. Only before anything of it is open. */
export const emptyTables = ({ dynamodb, outbox, positionsFile }: DataFolder): void => {
  for (const path of [dynamodb, outbox, positionsFile])
    rmSync(path, { recursive: true, force: true });
};

/** A reader, or the next run after a kill, sees the old content or the new, never part of it. */
export const replaceFile = (file: string, content: string, mode = 0o600): void => {
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, content, { mode });
  renameSync(draft, file);
};
