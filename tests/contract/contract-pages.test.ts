import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseGraded, parseUsable } from '../support/parsed.ts';
import { createContractFiles } from '../../shared/police-contract/documentation/contract-files.ts';
import { FINDING_CODES } from '../../shared/police-contract/finding.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FOLDER = join(ROOT, 'docs', 'contract');
const page = (): string => readFileSync(join(FOLDER, 'README.md'), 'utf8');

/** The JSON blocks of a page. */
const blocksOf = (text: string): string[] =>
  Array.from(text.matchAll(/```json\n(.*?)```/gs), ([, block = '']) => block);

describe('docs/contract', () => {
  it('is what `npm run contract` writes from the schemas today', () => {
    const there = new Map(
      readdirSync(FOLDER).map((file) => [file, readFileSync(join(FOLDER, file), 'utf8')]),
    );
    expect([...there.keys()].sort()).toEqual([...createContractFiles().keys()].sort());
    for (const [file, text] of createContractFiles()) expect(there.get(file), file).toBe(text);
  });

  it('lists every code for developers', () => {
    const rows = FINDING_CODES.map((code) => `| \`${code}\` |`);
    expect(rows.filter((row) => !page().includes(row))).toEqual([]);
  });

  it('shows examples that are accepted unchanged', () => {
    const examples = blocksOf(page().split('## Examples of replies')[0] ?? '');
    const grade = examples.pop() ?? '';
    expect(examples).toHaveLength(5);
    expect(examples.flatMap((text) => parseUsable(text).warnings)).toEqual([]);
    expect(parseGraded(grade).warnings).toEqual([]);
  });
});

describe('npm run contract', () => {
  const script = join(ROOT, 'infra', 'commands', 'write-contract-pages.ts');
  let folder = '';
  const run = (...options: readonly string[]): number | null =>
    spawnSync(process.execPath, [script, ...options, folder]).status;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'contract-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('writes what its check then finds to be up to date', () => {
    expect([run('--check'), run(), run('--check')]).toEqual([1, 0, 0]);
  });

  it('removes a file that does not belong there, and its check reports one', () => {
    run();
    writeFileSync(join(folder, 'older.schema.json'), '{}');
    expect(run('--check')).toBe(1);
    run();
    expect(readdirSync(folder).sort()).toEqual([...createContractFiles().keys()].sort());
  });
});
