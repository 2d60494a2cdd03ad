import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleFunction, listBundledFiles } from '../../infra/bundle.ts';
import { readDirectory } from '../../infra/directory.ts';
import { FUNCTION_NAMES } from '../../infra/function-catalogue.ts';
import type { FunctionName } from '../../infra/function-catalogue.ts';
import { readMessageTemplates } from '../../infra/message-templates.ts';
import { directorySchema } from '../../shared/directory/directory.ts';
import { messageTemplatesSchema } from '../../shared/messaging/message-templates.ts';
import { makeFolder, writePlaceholders } from './synthesized-stage.ts';

/**
 * Bytes of code; a function that outgrows its bound starts slower for each child it serves. Alerts has GOV.UK
 * Notify's own client, whose axios brings the list of all media types; web has the calendar, the whole API, the
 * releases with their CSV, and the profile with its charts, which only the requests for them run;
 * detect has the distributions of stdlib. intake and sweep have the client of Secrets Manager, for the key for ids.
 */
const MOST_BYTES: Readonly<Record<FunctionName, number>> = {
  intake: 660_000,
  publish: 580_000,
  'reconcile-replies': 590_000,
  sweep: 640_000,
  alerts: 985_000,
  digest: 560_000,
  evidence: 560_000,
  'reconcile-evidence': 590_000,
  detect: 660_000,
  web: 1_200_000,
};

const folder = makeFolder();
const functionsFolder = join(import.meta.dirname, '../../functions');
const directory = readDirectory();
const messageTemplates = readMessageTemplates();
const bundle = (name: FunctionName, functions: string, buildFolder: string) =>
  bundleFunction({
    name,
    functionsFolder: functions,
    buildFolder,
    files: listBundledFiles(name, { directory, messageTemplates }),
  });
const bundles = FUNCTION_NAMES.map((name) => ({ name, ...bundle(name, functionsFolder, folder) }));

describe.each(bundles)('the bundle of $name', ({ name, folder: built, metafile }) => {
  const code = readFileSync(join(built, 'index.js'));
  const shipped = (file: string): unknown => JSON.parse(readFileSync(join(built, file), 'utf8'));
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));

  it('is one file of code and the directory, with the wording for who sends messages, and nothing else', () => {
    const configured = ['directory.json', ...(name === 'alerts' ? ['message-templates.json'] : [])];
    expect(readdirSync(built).sort()).toEqual([...configured, 'index.js'].sort());
    expect(directorySchema.parse(shipped('directory.json'))).toEqual(directory);
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

  it('needs only Node: the AWS SDK is bundled, which loads faster than the runtime’s own', () => {
    expect(inputs.some((input) => input.includes('@aws-sdk/client-dynamodb/'))).toBe(true);
    const outside = Object.values(metafile.outputs).flatMap(({ imports }) => imports);
    expect(outside.filter(({ path }) => !isBuiltin(path))).toEqual([]);
  });

  it('names no folder of the machine that built it and carries no source map', () => {
    expect(code.toString()).not.toContain(join(import.meta.dirname, '../..'));
    expect(code.toString()).not.toContain('sourceMappingURL');
  });
});

describe('the bundle of alerts', () => {
  it('ships the wording of every message that shared/messaging/wordings has', () => {
    const { folder: built } = bundle('alerts', writePlaceholders(folder), join(folder, 'worded'));
    const text = readFileSync(join(built, 'message-templates.json'), 'utf8');
    expect(messageTemplatesSchema.parse(JSON.parse(text))).toEqual(messageTemplates);
  });
});

describe('an unchanged function', () => {
  it('gives the same bytes again, so that only what changed is deployed', () => {
    const build = (folderName: string): Buffer => {
      const buildFolder = join(folder, folderName);
      const { folder: built } = bundle('intake', functionsFolder, buildFolder);
      return readFileSync(join(built, 'index.js'));
    };
    expect(build('once').equals(build('again'))).toBe(true);
  });
});

describe('what a bundle starts with', () => {
  it('is the code of its own function: each exports a handler that loads by itself', () => {
    const placeholders = writePlaceholders(folder);
    for (const name of FUNCTION_NAMES) {
      const built = bundle(name, placeholders, join(folder, 'placeholder-bundles'));
      const script = `process.stdout.write(require(${JSON.stringify(join(built.folder, 'index.js'))}).handler())`;
      expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })).toBe(name);
    }
  });

  it('is refused when the function has no handler', () => {
    expect(() =>
      bundleFunction({ name: 'nobody', functionsFolder: folder, buildFolder: folder, files: {} }),
    ).toThrow('Function nobody has no');
  });
});
