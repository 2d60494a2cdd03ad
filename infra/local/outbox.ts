import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cleanup } from './cleanup.ts';
import type { DataFolder } from './data-folder.ts';

/** The folder, absolute, that takes the messages to people: kept with the data, otherwise gone with the stack. */
export const takeOutbox = (data: DataFolder | null, cleanup: Cleanup): string => {
  if (data !== null) {
    mkdirSync(data.outbox, { recursive: true, mode: 0o700 });
    return data.outbox;
  }
  const folder = mkdtempSync(join(tmpdir(), 'homeward-outbox-'));
  cleanup.add(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return folder;
};
