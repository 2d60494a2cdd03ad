import { at } from '../support/facts.ts';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { inject } from 'vitest';
import { FUNCTION_NAMES } from '../../infra/function-catalogue.ts';
import { STAGES_FOLDER } from '../../infra/settings.ts';
import { synthesize } from '../../infra/synthesize.ts';

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
  readonly Metadata?: Record<string, unknown>;
}

/** A folder in that of the run, which is gone after it. */
export const makeFolder = (): string => mkdtempSync(join(inject('runFolder'), 'infra-'));

export const writeText = (folder: string, path: string, text: string): string => {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
};

/** Functions that do nothing, where the test is about the templates. */
export const writePlaceholders = (folder: string): string => {
  const functions = join(folder, 'placeholders');
  for (const name of FUNCTION_NAMES) {
    writeText(functions, `${name}/handler.ts`, `export const handler = () => '${name}';\n`);
  }
  return functions;
};

interface Written {
  readonly stateful: string;
  readonly service: string;
  readonly validationReport: string;
}

/** Each is synthesized once by a worker of the tests, for all its files. */
const written = new Map<string, Written>();

const synthesizeInto = (folder: string, stage: string, stagesFolder: string): Written => {
  const { outdir } = synthesize({
    stage,
    now: at('2026-11-27T12:00Z'),
    stagesFolder,
    outdir: join(folder, 'out'),
    functionsFolder: writePlaceholders(folder),
    buildFolder: join(folder, 'build'),
  });
  const read = (file: string): string => readFileSync(join(outdir, file), 'utf8');
  return {
    stateful: read(`Homeward-${stage}-Stateful.template.json`),
    service: read(`Homeward-${stage}-Service.template.json`),
    validationReport: read('validation-report.json'),
  };
};

/** The two templates of a stage; its settings are the project's unless a folder of others is given. */
export const synthesizeStage = (stage: string, stagesFolder = STAGES_FOLDER) => {
  const key = join(stagesFolder, stage);
  const texts = written.get(key) ?? synthesizeInto(makeFolder(), stage, stagesFolder);
  written.set(key, texts);
  return {
    stateful: Template.fromString(texts.stateful),
    service: Template.fromString(texts.service),
    validationReport: texts.validationReport,
  };
};

/** The resources of a type by logical id. */
export const listResources = (
  template: Template,
  type: string,
): Readonly<Record<string, Resource>> => template.findResources(type) as Record<string, Resource>;

/** The one resource whose logical id begins so. */
export const findResource = (template: Template, type: string, begins: string): Resource => {
  const found = Object.entries(listResources(template, type)).filter(([id]) =>
    id.startsWith(begins),
  );
  const [only] = found;
  if (found.length !== 1 || only === undefined) {
    throw new Error(`${found.length} resources of ${type} begin with ${begins}`);
  }
  return only[1];
};
