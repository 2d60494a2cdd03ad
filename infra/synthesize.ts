import type { Directory } from '../shared/directory/directory.ts';
import type { Instant } from '../shared/kernel/instant.ts';
import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib/core';
import { bundleFunction, listBundledFiles } from './bundle.ts';
import { addChecks } from './checks.ts';
import { readDirectory, requireBankHolidays } from './directory.ts';
import { FUNCTION_NAMES } from './function-catalogue.ts';
import { readMessageTemplates } from './message-templates.ts';
import { ServiceStack } from './service-stack.ts';
import { readSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import { StatefulStack } from './stateful-stack.ts';

const PROJECT = join(import.meta.dirname, '..');

export interface SynthesizeOptions {
  readonly stage: string;
  readonly outdir: string;
  readonly functionsFolder?: string;
  readonly directoryFolder?: string;
  readonly stagesFolder?: string;
  /** Gets the bundles before they become assets. */
  readonly buildFolder?: string;
  readonly progress?: (line: string) => void;
  readonly now: Instant;
}

/** Here and not in cdk.json, so that the CDK command line and `npm run synth` give the same templates. */
const CONTEXT = {
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/core:enablePartitionLiterals': true,
  '@aws-cdk/core:target-partitions': ['aws'],
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  'aws:cdk:enable-asset-metadata': true,
};

/** Throws one error that lists every problem of the settings, the directory or the template. */
export const synthesize = (options: SynthesizeOptions): { outdir: string } => {
  const { stage, progress = () => undefined } = options;
  const outdir = resolve(options.outdir);
  const settings = readSettings(stage, options.stagesFolder);
  const directory = readDirectory(options.directoryFolder);
  const { templateIds } = settings.messages;
  const configuration = { directory, messageTemplates: readMessageTemplates(), templateIds };
  failOnUnknownForces(settings, directory);
  requireBankHolidays(directory, options.now);
  const buildFolder = options.buildFolder ?? join(PROJECT, '.build');
  const functionsFolder = options.functionsFolder ?? join(PROJECT, 'functions');
  for (const name of FUNCTION_NAMES) {
    progress(`bundling ${name}`);
    const files = listBundledFiles(name, configuration);
    bundleFunction({ name, functionsFolder, buildFolder, files });
  }
  progress('writing the templates');
  buildApp(outdir, settings, directory, join(buildFolder, 'functions')).synth();
  return { outdir };
};

const buildApp = (outdir: string, settings: Settings, directory: Directory, bundles: string) => {
  const app = new App({ outdir, autoSynth: false, analyticsReporting: false, context: CONTEXT });
  const stateful = new StatefulStack(app, settings, directory);
  new ServiceStack(app, settings, stateful, bundles);
  addChecks(app);
  return app;
};

const failOnUnknownForces = ({ stage, forceAccounts }: Settings, { forces }: Directory): void => {
  const known = new Set(forces.map(({ code }) => code));
  const unknown = Object.keys(forceAccounts).filter((code) => !known.has(code));
  if (unknown.length === 0) return;
  throw new Error(`Stage ${stage} has accounts of unknown forces: ${unknown.join(', ')}`);
};
