import { readWallClock } from './local/clock.ts';
import { toInstant } from '../shared/kernel/instant.ts';
import { App } from 'aws-cdk-lib/core';
import { synthesize } from './synthesize.ts';

/** Run by the CDK command line (cdk.json). The stage comes from `-c stage=…`. */
const stage: unknown = new App({ autoSynth: false }).node.tryGetContext('stage') ?? 'local';

synthesize({
  stage: String(stage),
  outdir: process.env['CDK_OUTDIR'] ?? 'cdk.out',
  now: toInstant(readWallClock()),
});
