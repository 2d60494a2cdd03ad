import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleFunction, listBundledFiles } from '../../infra/bundle.ts';
import { readDirectory } from '../../infra/directory.ts';
import { FUNCTION_NAMES } from '../../infra/function-catalogue.ts';
import type { FunctionName } from '../../infra/function-catalogue.ts';
import { readSettings } from '../../infra/settings.ts';
import { readMessageTemplates } from '../../infra/message-templates.ts';
import { makeFolder, listResources, synthesizeStage } from './synthesized-stage.ts';

const STAGES = ['local', 'example'] as const;

const services = {
  local: synthesizeStage('local').service,
  example: synthesizeStage('example').service,
};
const buildFolder = makeFolder();
const functionsFolder = join(import.meta.dirname, '../../functions');
const configuration = {
  directory: readDirectory(),
  messageTemplates: readMessageTemplates(),
  templateIds: readSettings('example').messages.templateIds,
};

type Intrinsic =
  | string
  | { readonly 'Fn::ImportValue': string }
  | { readonly 'Fn::Join': [string, Intrinsic[]] };

/** What CloudFormation would put there, with the name of an export for its value. */
const resolve = (value: Intrinsic): string => {
  if (typeof value === 'string') return value;
  if ('Fn::ImportValue' in value) return value['Fn::ImportValue'];
  const [separator, parts] = value['Fn::Join'];
  return parts.map(resolve).join(separator);
};

type Stage = (typeof STAGES)[number];

const environmentOf = (name: FunctionName, stage: Stage): Record<string, string> => {
  const [found] = Object.values(listResources(services[stage], 'AWS::Lambda::Function')).filter(
    ({ Properties }) => [name, `${stage}-${name}`].includes(String(Properties['FunctionName'])),
  );
  expect(found, `${name} in ${stage}`).toBeDefined();
  const environment = found?.Properties['Environment'] as
    | { Variables: Record<string, Intrinsic> }
    | undefined;
  return Object.fromEntries(
    Object.entries(environment?.Variables ?? {}).map(([key, value]) => [key, resolve(value)]),
  );
};

/** What it says of a bundle that does not start is the error alone: the line that threw is the whole bundle. */
const LOAD = `
  try {
    process.stdout.write(typeof require('./index.js').handler);
  } catch (error) {
    process.stderr.write(error.message);
    process.exitCode = 1;
  }`;

/** Loads a bundle in a process of its own that has these variables and what Lambda itself sets. */
const start = (folder: string, environment: Record<string, string>) =>
  spawnSync(process.execPath, ['-e', LOAD], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...environment, LAMBDA_TASK_ROOT: folder, AWS_REGION: 'eu-west-2' },
  });

describe.each(FUNCTION_NAMES)('%s', (name) => {
  const files = listBundledFiles(name, configuration);
  const { folder } = bundleFunction({ name, functionsFolder, buildFolder, files });

  it.each(STAGES)(
    'starts with exactly the environment that the template of %s gives it',
    (stage) => {
      const started = start(folder, environmentOf(name, stage));
      expect(started).toMatchObject({ status: 0, stdout: 'function' });
    },
  );

  it('does not start without the core table, and says so', () => {
    const { CORE_TABLE: _, ...rest } = environmentOf(name, 'local');
    const { status, stderr } = start(folder, rest);
    expect(status).not.toBe(0);
    expect(stderr).toContain('CORE_TABLE is missing');
  });
});
