import { mkdirSync, mkdtempSync, rmSync, writeFileSync, existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export type Resources = Readonly<
  Record<
    string,
    { readonly Type: string; readonly Properties?: object; readonly Condition?: string }
  >
>;

/** A folder of its own that goes with the test. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-test-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return folder;
};

const writeJson = (file: string, content: unknown): void => {
  writeFileSync(file, JSON.stringify(content));
};

/** A template with the resources of one stack, and what it exports. */
export interface StackOf {
  readonly resources: Resources;
  readonly outputs?: object;
  readonly parameters?: object;
}

/** Writes an assembly: stacks by name, and the source of functions' `index.js` by asset key. */
export const writeAssembly = (
  folder: string,
  stacks: Readonly<Record<string, StackOf>>,
  code: Readonly<Record<string, string>> = {},
): string => {
  writeJson(join(folder, 'package.json'), { type: 'commonjs' });
  const files = Object.entries(code).map(([key, source]) => {
    const path = `asset.${key}`;
    mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, path, 'index.js'), source);
    return [
      key,
      { source: { path }, destinations: { here: { objectKey: `${key}.zip` } } },
    ] as const;
  });
  const assets = Object.fromEntries(files);
  for (const [name, { resources, outputs, parameters }] of Object.entries(stacks)) {
    writeJson(join(folder, `${name}.template.json`), {
      Resources: resources,
      Outputs: outputs ?? {},
      Parameters: parameters ?? {},
    });
    writeJson(join(folder, `${name}.assets.json`), { files: assets });
  }
  return folder;
};

/** A function whose code is the asset of this key. */
export const lambda = (key: string, properties: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: key,
    Code: { S3Bucket: 'assets', S3Key: `${key}.zip` },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Timeout: 5,
    ...properties,
  },
});

/** A table with one key `pk` and a stream. */
export const table = (properties: object = {}) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    BillingMode: 'PAY_PER_REQUEST',
    Tags: [{ Key: 'homeward:name', Value: 'core' }],
    ...properties,
  },
});

export const queue = (name: string, properties: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: { QueueName: name, ...properties },
});

export const role = { Type: 'AWS::IAM::Role' };

/**
 * A handler's source: notes each event in the file of its variable RECORD, then answers as `answer` says (the body of
 * an async function of `event`).
 */
export const recording = (answer = ''): string => `
  const { appendFileSync } = require('node:fs');
  exports.handler = async (event, context) => {
    appendFileSync(process.env.RECORD, JSON.stringify(event) + '\\n');
    ${answer}
  };`;

/** The events that a recording handler has had, oldest first. */
export const recorded = (file: string): readonly unknown[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line): unknown => JSON.parse(line))
    : [];

export const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
export const source = (properties: object) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: properties,
});
export const route = (key: string, target: string) => ({
  [`${target}Integration`]: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId: { Ref: 'Api' },
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: arn(target),
      PayloadFormatVersion: '2.0',
    },
  },
  [`${target}Route`]: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: { Ref: 'Api' },
      RouteKey: key,
      Target: { 'Fn::Join': ['/', ['integrations', { Ref: `${target}Integration` }]] },
    },
  },
});
