import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleFunction } from '../../infra/bundle.ts';
import { readDirectory } from '../../infra/directory.ts';
import { FUNCTION_NAMES } from '../../infra/function-catalogue.ts';
import type { FunctionName } from '../../infra/function-catalogue.ts';
import { makeFolder, resourcesOf, synthesizeStage } from './synthesized-stage.ts';

const { service } = synthesizeStage('local');
const buildFolder = makeFolder();
const functionsFolder = join(import.meta.dirname, '../../functions');
const directory = readDirectory();

type Intrinsic =
  string | { readonly 'Fn::ImportValue': string } | { readonly 'Fn::Join': [string, Intrinsic[]] };

/** What CloudFormation would put there, with the name of an export for its value. */
const resolve = (value: Intrinsic): string => {
  if (typeof value === 'string') return value;
  if ('Fn::ImportValue' in value) return value['Fn::ImportValue'];
  const [separator, parts] = value['Fn::Join'];
  return parts.map(resolve).join(separator);
};

const environmentOf = (name: FunctionName): Record<string, string> => {
  const [found] = Object.values(resourcesOf(service, 'AWS::Lambda::Function')).filter(
    ({ Properties }) => Properties['FunctionName'] === name,
  );
  const { Variables } = found?.Properties['Environment'] as {
    Variables: Record<string, Intrinsic>;
  };
  return Object.fromEntries(Object.entries(Variables).map(([key, value]) => [key, resolve(value)]));
};

/** Loads a bundle in a process of its own that has these variables and what Lambda itself sets. */
const start = (folder: string, environment: Record<string, string>) =>
  spawnSync(
    process.execPath,
    ['-e', 'process.stdout.write(typeof require("./index.js").handler)'],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...environment, LAMBDA_TASK_ROOT: folder, AWS_REGION: 'eu-west-2' },
    },
  );

describe.each(FUNCTION_NAMES)('%s', (name) => {
  const { folder } = bundleFunction({ name, functionsFolder, buildFolder, directory });

  it('starts with exactly the environment that the template gives it', () => {
    expect(start(folder, environmentOf(name))).toMatchObject({ status: 0, stdout: 'function' });
  });

  it('does not start without the core table, and says so', () => {
    const { CORE_TABLE: _, ...rest } = environmentOf(name);
    const { status, stderr } = start(folder, rest);
    expect(status).not.toBe(0);
    expect(stderr).toContain('CORE_TABLE is missing');
  });
});
