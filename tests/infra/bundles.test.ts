import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleFunction } from '../../infra/bundle.ts';
import { readDirectory } from '../../infra/directory.ts';
import { FUNCTION_NAMES } from '../../infra/function-catalogue.ts';
import type { FunctionName } from '../../infra/function-catalogue.ts';
import { directorySchema } from '../../shared/contracts/directory.ts';
import { makeFolder, writePlaceholders } from './synthesized-stage.ts';

/** Bytes of code; a function that outgrows its bound starts slower for each child it serves. */
const MOST_BYTES: Readonly<Record<FunctionName, number>> = {
  intake: 600_000,
  replies: 580_000,
  'reconcile-replies': 590_000,
  web: 650_000,
};

const folder = makeFolder();
const directory = readDirectory();
const sources = { functionsFolder: join(import.meta.dirname, '../../functions'), directory };
const bundles = FUNCTION_NAMES.map((name) => ({
  name,
  ...bundleFunction({ name, ...sources, buildFolder: folder }),
}));

describe.each(bundles)('the bundle of $name', ({ name, folder: bundle, metafile }) => {
  const code = readFileSync(join(bundle, 'index.js'));
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));

  it('is one file of code and the directory, and nothing else is shipped', () => {
    expect(readdirSync(bundle).sort()).toEqual(['directory.json', 'index.js']);
    const shipped: unknown = JSON.parse(readFileSync(join(bundle, 'directory.json'), 'utf8'));
    expect(directorySchema.parse(shipped)).toEqual(directory);
  });

  it('is no larger than it needs to be', () => {
    expect(code.byteLength).toBeLessThan(MOST_BYTES[name]);
  });

  it('holds nothing that only builds, tests or demonstrates', () => {
    const foreign =
      /node_modules\/(aws-cdk|constructs|cdk-nag|vitest|fast-check|fauxqs|esbuild|ajv)|(^|\/)(infra|tests)\//;
    expect(inputs.filter((input) => foreign.test(input))).toEqual([]);
  });

  it('holds one copy of zod, without the languages we do not speak', () => {
    const zod = inputs.filter((input) => input.includes('node_modules/zod/'));
    expect(zod.length).toBeGreaterThan(0);
    expect(zod.filter((input) => /\.cjs$/.test(input))).toEqual([]);
    expect(zod.filter((input) => /\/locales\/(?!(en|index)\.js)/.test(input))).toEqual([]);
  });

  it('needs nothing but Node: the AWS SDK comes along, which loads faster than the runtime’s own', () => {
    expect(inputs.some((input) => input.includes('@aws-sdk/client-dynamodb/'))).toBe(true);
    const outside = Object.values(metafile.outputs).flatMap(({ imports }) => imports);
    expect(outside.filter(({ path }) => !isBuiltin(path))).toEqual([]);
  });

  it('names no folder of the machine that built it and carries no source map', () => {
    expect(code.toString()).not.toContain(join(import.meta.dirname, '../..'));
    expect(code.toString()).not.toContain('sourceMappingURL');
  });
});

describe('an unchanged function', () => {
  it('gives the same bytes again, so that only what changed is deployed', () => {
    const build = (folderName: string): Buffer => {
      const buildFolder = join(folder, folderName);
      const { folder: bundle } = bundleFunction({ name: 'intake', ...sources, buildFolder });
      return readFileSync(join(bundle, 'index.js'));
    };
    expect(build('once').equals(build('again'))).toBe(true);
  });
});

describe('what a bundle starts with', () => {
  it('is the code of its own function: each exports a handler that loads by itself', () => {
    const functionsFolder = writePlaceholders(folder);
    for (const name of FUNCTION_NAMES) {
      const buildFolder = join(folder, 'placeholder-bundles');
      const bundle = bundleFunction({ name, functionsFolder, buildFolder, directory });
      const script = `process.stdout.write(require(${JSON.stringify(join(bundle.folder, 'index.js'))}).handler())`;
      expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })).toBe(name);
    }
  });

  it('is refused when the function has no handler', () => {
    expect(() =>
      bundleFunction({ name: 'nobody', functionsFolder: folder, buildFolder: folder, directory }),
    ).toThrow('Function nobody has no');
  });
});
