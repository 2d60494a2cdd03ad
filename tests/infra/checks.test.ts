import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib/core';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, it } from 'vitest';
import { addChecks } from '../../infra/checks.ts';
import { readSettings } from '../../infra/settings.ts';
import { makeFolder, listResources, synthesizeStage, writeText } from './synthesized-stage.ts';

interface Report {
  readonly pluginReports: readonly {
    readonly violations: readonly { readonly ruleName: string }[];
  }[];
}

const findingsIn = (validationReport: string): readonly string[] =>
  (JSON.parse(validationReport) as Report).pluginReports
    .flatMap(({ violations }) => violations)
    .map(({ ruleName }) => ruleName);

describe('the rules of AWS Solutions', () => {
  it.each(['local', 'example'])('find only acknowledged findings in stage %s', (stage) => {
    expect(findingsIn(synthesizeStage(stage).validationReport)).toEqual([]);
  });

  it('find nothing in a stage with X-Ray either', () => {
    const folder = makeFolder();
    const { publicUrl, messages } = readSettings('example');
    const traced = { stage: 'traced', logRetentionDays: 30, tracing: true, publicUrl, messages };
    writeText(folder, 'traced.json', JSON.stringify(traced));
    const { validationReport, service } = synthesizeStage('traced', folder);
    expect(findingsIn(validationReport)).toEqual([]);
    for (const { Properties } of Object.values(listResources(service, 'AWS::Lambda::Function'))) {
      expect(Properties['TracingConfig']).toEqual({ Mode: 'Active' });
    }
  });

  it('stop an app whose queue accepts messages without TLS and loses failed ones', () => {
    const outdir = makeFolder();
    const app = new App({ outdir, autoSynth: false, analyticsReporting: false });
    new Queue(new Stack(app, 'Careless'), 'Queue');
    addChecks(app);
    expect(() => app.synth()).toThrow('AwsSolutions-SQS4');
    const validationReport = readFileSync(join(outdir, 'validation-report.json'), 'utf8');
    expect(findingsIn(validationReport).join()).toMatch(/AwsSolutions-SQS3.*AwsSolutions-SQS4/);
  });
});
