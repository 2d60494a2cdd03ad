import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  readRebuildCommand,
  WrongUse,
  createProgressLines,
} from '../../infra/commands/rebuild-options.ts';
import { makeFolder, writeText } from './synthesized-stage.ts';
const PROJECT = join(import.meta.dirname, '../..');
const NOWHERE = '/nowhere/stack.json';
const TABLES = ['--core-table', 'core-1', '--themes-table', 'themes-1'];

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['infra/commands/rebuild-themes.ts', ...args], {
    cwd: PROJECT,
    encoding: 'utf8',
  });

describe('npm run rebuild-themes', () => {
  it('prints its usage', () => {
    const { status, stdout } = run('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('--themes-table NAME');
  });

  it('ends with one clear line and code 2 when it is used wrongly', () => {
    const { status, stdout, stderr } = run('--core-table', 'core-1');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toBe('--themes-table is missing. See --help.\n');
  });

  it('ends with one clear line and code 1 when the tables are out of reach', () => {
    const { status, stderr } = run(...TABLES, '--endpoint', 'http://127.0.0.1:9');
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('Run the command again');
  });
});

describe('the options of a rebuild', () => {
  it('names two tables of AWS, or of an emulator', () => {
    const tables = { core: 'core-1', themes: 'themes-1' };
    expect(readRebuildCommand(TABLES, NOWHERE)).toEqual({
      tables: { ...tables, endpoint: null },
      after: null,
      json: false,
    });
    const endpoint = 'http://127.0.0.1:8000';
    const more = ['--endpoint', endpoint, '--after', 'ep-7', '--json'];
    expect(readRebuildCommand([...TABLES, ...more], NOWHERE)).toEqual({
      tables: { ...tables, endpoint },
      after: 'ep-7',
      json: true,
    });
  });

  it('is about the local stack when it names none', () => {
    const stack = {
      dynamodb: { endpoint: 'http://127.0.0.1:1', tables: { core: 'c', themes: 't', audit: 'a' } },
    };
    const file = writeText(makeFolder(), 'stack.json', JSON.stringify(stack));
    expect(readRebuildCommand([], file)?.tables).toEqual({
      core: 'c',
      themes: 't',
      endpoint: 'http://127.0.0.1:1',
    });
  });

  it.each([
    ['an option that is not known', ['--now']],
    ['only one of both tables', ['--themes-table', 'themes-1']],
    ['an endpoint without tables', ['--endpoint', 'http://127.0.0.1:1']],
    ['an endpoint that is no URL', [...TABLES, '--endpoint', 'here']],
    ['a local stack that does not run', []],
  ])('is refused with a reason: %s', (_, args) => {
    expect(() => readRebuildCommand(args, NOWHERE)).toThrow(WrongUse);
  });
});

describe('the lines of a rebuild', () => {
  const linesOf = (of: number, step: number): readonly string[] => {
    const lines: string[] = [];
    const onProgress = createProgressLines((line) => lines.push(line));
    for (let done = step; done < of; done += step) onProgress({ done, of, last: `ep-${done}` });
    onProgress({ done: of, of, last: `ep-${of}` });
    return lines;
  };

  it('come after each hundred episodes and at the end, and say how to go on', () => {
    expect(linesOf(250, 8)).toEqual([
      '104 of 250 episodes; to continue from here: --after ep-104',
      '208 of 250 episodes; to continue from here: --after ep-208',
      '250 of 250 episodes',
    ]);
  });
});
