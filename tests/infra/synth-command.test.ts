import { at } from '../support/facts.ts';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../infra/settings.ts';
import { synthesize } from '../../infra/synthesize.ts';
import { makeFolder, writePlaceholders, writeText } from './synthesized-stage.ts';

const PROJECT = join(import.meta.dirname, '../..');

const run = (script: string, args: readonly string[], variables: Record<string, string> = {}) =>
  spawnSync(process.execPath, [join('infra', 'commands', script), ...args], {
    cwd: PROJECT,
    encoding: 'utf8',
    env: { ...process.env, ...variables },
  });

describe('npm run synth', () => {
  it('prints its usage', () => {
    const { status, stdout } = run('synth.ts', ['--help']);
    expect(status).toBe(0);
    expect(stdout).toContain('--stage NAME');
  });

  it('writes the templates of the requested stage', () => {
    const outdir = join(makeFolder(), 'out');
    const { status, stdout } = run('synth.ts', ['--stage', 'example', '--out', outdir]);
    expect(stdout).toContain('bundling intake');
    expect(status).toBe(0);
    expect(existsSync(join(outdir, 'Homeward-example-Service.template.json'))).toBe(true);
  });

  it('ends with one clear line and code 1 when there is no such stage', () => {
    const { status, stderr } = run('synth.ts', ['--stage', 'nowhere', '--out', makeFolder()]);
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('nowhere.json cannot be read');
  });
});

describe('the CDK command line', () => {
  it('gets the stage of its context, in the folder that it names', () => {
    const outdir = join(makeFolder(), 'out');
    const { status } = run('../app.ts', [], {
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify({ stage: 'example' }),
    });
    expect(status).toBe(0);
    expect(existsSync(join(outdir, 'Homeward-example-Stateful.template.json'))).toBe(true);
  });
});

describe('a stage', () => {
  it('is refused when it gives an account to a force that is not in the directory', () => {
    const folder = makeFolder();
    writeText(
      folder,
      'stages/stray.json',
      JSON.stringify({
        ...readSettings('example'),
        stage: 'stray',
        forceAccounts: { E23000099: '111122223333' },
      }),
    );
    expect(() =>
      synthesize({
        stage: 'stray',
        now: at('2026-11-27T12:00Z'),
        outdir: join(folder, 'out'),
        stagesFolder: join(folder, 'stages'),
        functionsFolder: writePlaceholders(folder),
        buildFolder: join(folder, 'build'),
      }),
    ).toThrow('unknown forces: E23000099');
  });

  it('refuses a list of bank holidays that ends within three months, and says where the next year is', () => {
    const folder = makeFolder();
    const synthesizeAt = (now: string) => () =>
      synthesize({
        stage: 'local',
        now: at(now),
        outdir: join(folder, 'out'),
        functionsFolder: writePlaceholders(folder),
        buildFolder: join(folder, 'build'),
      });
    expect(synthesizeAt('2027-10-02T12:00Z')).toThrow(
      'The bank holidays in shared/directory/bank-holidays.json end with 2027, within three months. Add the next year from https://www.gov.uk/bank-holidays.json.',
    );
    expect(synthesizeAt('2027-09-29T12:00Z')).not.toThrow();
  });
});
