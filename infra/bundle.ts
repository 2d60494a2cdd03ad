import type { Directory } from '../shared/directory/directory.ts';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { buildSync } from 'esbuild';
import type { Metafile } from 'esbuild';
import type { MessageTemplates, TemplateIds } from '../shared/messaging/message-templates.ts';
import {
  DIRECTORY_FILE,
  type FunctionName,
  MESSAGE_TEMPLATES_FILE,
  NOTIFY_TEMPLATES_FILE,
} from './function-catalogue.ts';

export interface BundleOptions {
  readonly name: string;
  readonly functionsFolder: string;
  /** Gets `functions/<name>/` (deployed), `maps/<name>.js.map` and `meta/<name>.json` (not deployed). */
  readonly buildFolder: string;
  readonly files: Readonly<Record<string, string>>;
}

export interface Bundle {
  readonly folder: string;
  readonly metafile: Metafile;
}

/** The same sources give the same bytes, so an unchanged function is not deployed again. */
export const bundleFunction = (options: BundleOptions): Bundle => {
  const { name, buildFolder } = options;
  const built = build(join(options.functionsFolder, name, 'handler.ts'), name);
  const folder = join(buildFolder, 'functions', name);
  const shipped = { 'index.js': built.code, ...options.files };
  keepOnly(folder, Object.keys(shipped));
  for (const [file, text] of Object.entries(shipped)) {
    writeWhole(join(folder, file), text, buildFolder);
  }
  writeWhole(join(buildFolder, 'maps', `${name}.js.map`), built.map, buildFolder);
  writeWhole(
    join(buildFolder, 'meta', `${name}.json`),
    JSON.stringify(built.metafile),
    buildFolder,
  );
  return { folder, metafile: built.metafile };
};

const build = (entry: string, name: string) => {
  if (!existsSync(entry)) throw new Error(`Function ${name} has no ${entry}`);
  const { outputFiles, metafile, warnings } = buildSync({
    entryPoints: [entry],
    outfile: 'index.js',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    // ES modules first: only from them does esbuild remove unused code.
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    sourcemap: 'external',
    logLevel: 'silent',
  });
  if (warnings.length > 0) {
    throw new Error(`Function ${name}: ${warnings.map(({ text }) => text).join('; ')}`);
  }
  const textOf = (suffix: string): string =>
    outputFiles.find(({ path }) => path.endsWith(suffix))?.text ?? '';
  return { code: textOf('index.js'), map: textOf('index.js.map'), metafile };
};

const keepOnly = (folder: string, names: readonly string[]): void => {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (!names.includes(name)) rmSync(join(folder, name), { recursive: true });
  }
};

/** Two synths may run at once: a reader sees the old file or the new one, never part of one. */
const writeWhole = (file: string, text: string, buildFolder: string): void => {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(dirname(file), { recursive: true });
  const draft = join(buildFolder, `draft-${process.pid}-${threadId}`);
  writeFileSync(draft, text);
  renameSync(draft, file);
};

export interface Configuration {
  readonly directory: Directory;
  readonly messageTemplates: MessageTemplates;
  /** Undefined for a stage that does not send through GOV.UK Notify. */
  readonly templateIds?: TemplateIds | undefined;
}

export const listBundledFiles = (
  name: FunctionName,
  { directory, messageTemplates, templateIds }: Configuration,
): Readonly<Record<string, string>> => ({
  [DIRECTORY_FILE]: JSON.stringify(directory),
  ...(name === 'alerts' && { [MESSAGE_TEMPLATES_FILE]: JSON.stringify(messageTemplates) }),
  // In the bundle, because all variables of a function together may have 4 KB.
  ...(name === 'alerts' &&
    templateIds !== undefined && { [NOTIFY_TEMPLATES_FILE]: JSON.stringify(templateIds) }),
});
