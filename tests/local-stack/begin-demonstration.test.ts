import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startClock } from '../../infra/local/clock.ts';
import { lockDataFolder } from '../../infra/local/data-folder.ts';
import { createDemonstration } from '../../infra/local/demonstration/demonstrate.ts';
import {
  type DemonstrationJournal,
  isThere,
  keepJournal,
} from '../../infra/local/demonstration/journal.ts';
import { listen } from '../../infra/local/http/listen.ts';
import type { StartupContext } from '../../infra/local/startup-context.ts';
import { at } from '../support/facts.ts';

const NOW = at('2026-11-26T08:00Z');
const FROM = at('2026-08-13T08:00Z');
const COMPLETE: DemonstrationJournal = {
  from: FROM,
  until: NOW,
  sentBefore: NOW,
  workedUntil: NOW,
};
const INTERRUPTED: DemonstrationJournal = { ...COMPLETE, sentBefore: FROM, workedUntil: FROM };

let folder: string;
let ground: StartupContext;
let said: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-begin-'));
  said = [];
  const cleanup = new AsyncDisposableStack();
  const data = lockDataFolder(folder);
  cleanup.defer(() => {
    data.release();
  });
  const [web, control] = [await listen(0), await listen(0)];
  cleanup.defer(async () => {
    await Promise.all([web.stop(), control.stop()]);
  });
  const options = { port: 0, dataFolder: folder, clock: NOW, logFolder: data.logs };
  const clock = startClock(NOW, null);
  const { logs: logFolder, outbox } = data;
  ground = { options, cleanup, data, logFolder, outbox, clock, web, control };
});

afterEach(async () => {
  await ground.cleanup.disposeAsync();
  rmSync(folder, { recursive: true });
});

const keepTables = (): string => {
  mkdirSync(join(folder, 'dynamodb'));
  mkdirSync(join(folder, 'outbox'));
  const file = join(folder, 'dynamodb', 'shared-local-instance.db');
  writeFileSync(file, 'items of an earlier run');
  return file;
};

const begin = () => createDemonstration(folder, (line) => said.push(line)).beginContents(ground);

const beginAndLeave = async (): Promise<void> => {
  const contents = begin();
  expect(contents).not.toBeNull();
  // It is ended by the clean-up, long before it is there.
  const ended = expect(contents?.read()).rejects.toThrow();
  await ground.cleanup.disposeAsync();
  await ended;
};

describe('a demonstration on kept data', () => {
  it('begins on an empty folder, and is not there until everything is stored', async () => {
    await beginAndLeave();
    const journal = keepJournal(folder).read();
    expect(journal === null || isThere(journal)).toBe(false);
  });

  it('says its address at once, with the clock at the present', async () => {
    await beginAndLeave();
    expect(said.join('\n')).toContain(
      `answers at ${ground.web.url}/api/v1; its clock says 2026-11-26T08:00`,
    );
  });

  it('is left as it is when it is there', () => {
    keepJournal(folder).write(COMPLETE);
    const tables = keepTables();
    expect(begin()).toBeNull();
    expect(existsSync(tables)).toBe(true);
  });

  it('begins anew, with nothing in the tables and the outbox, when an earlier start was killed', async () => {
    keepJournal(folder).write(INTERRUPTED);
    const tables = keepTables();
    await beginAndLeave();
    expect(existsSync(tables)).toBe(false);
    expect(existsSync(join(folder, 'outbox'))).toBe(false);
    expect(said[0]).toContain('begins anew');
  });

  it('does not touch the data of a stack without a demonstration', () => {
    const tables = keepTables();
    expect(begin).toThrow('has no demonstration. Start it with --empty');
    expect(existsSync(tables)).toBe(true);
    expect(keepJournal(folder).read()).toBeNull();
  });
});
