import { describe, expect, it } from 'vitest';
import { readCloudAssembly } from '../../infra/local/template/cloud-assembly.ts';
import { readStackModel } from '../../infra/local/template/read-stack-model.ts';
import type { StackModel } from '../../infra/local/template/stack-model.ts';
import type { Resources, StackOf } from './support/assembly.ts';
import { lambda, queue, role, table, temporaryFolder, writeAssembly } from './support/assembly.ts';

const PLACES = { dynamodb: 'http://127.0.0.1:1', sqs: 'http://127.0.0.1:4100' };

const readStacks = (stacks: Record<string, StackOf>, code: Record<string, string> = {}) =>
  readStackModel(readCloudAssembly(writeAssembly(temporaryFolder(), stacks, code)), PLACES);

const read = (resources: Resources): StackModel =>
  readStacks({ Tiny: { resources } }, { reader: 'exports.handler = async () => {};' });

/** What a function's variable becomes when the template gives it this value. */
const valueOf = (value: unknown, others: Resources = {}, parameters: object = {}): unknown => {
  const reader = lambda('reader', { Environment: { Variables: { VALUE: value } } });
  const resources = { Role: role, Reader: reader, ...others };
  const stack = readStacks({ Tiny: { resources, parameters } }, { reader: '' });
  return stack.functions[0]?.environment['VALUE'];
};

describe('what a template refers to', () => {
  it('gives the URL, ARN and name of a queue, at the emulator that runs here', () => {
    const others = { Inbox: queue('inbox') };
    expect(valueOf({ Ref: 'Inbox' }, others)).toBe('http://127.0.0.1:4100/000000000000/inbox');
    const arn = 'arn:aws:sqs:eu-west-2:000000000000:inbox';
    expect(valueOf({ 'Fn::GetAtt': ['Inbox', 'Arn'] }, others)).toBe(arn);
    expect(valueOf({ 'Fn::GetAtt': 'Inbox.QueueName' }, others)).toBe('inbox');
  });

  it('names a table after its stack and logical id when the template does not name it', () => {
    expect(valueOf({ Ref: 'Core' }, { Core: table() })).toBe('Tiny-Core');
    expect(valueOf({ Ref: 'Core' }, { Core: table({ TableName: 'facts' }) })).toBe('facts');
  });

  it('knows region, account and partition', () => {
    const value = {
      'Fn::Join': [
        ':',
        [{ Ref: 'AWS::Partition' }, { Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }],
      ],
    };
    expect(valueOf(value)).toBe('aws:eu-west-2:000000000000');
  });

  it('substitutes variables, references and attributes in text, and leaves ${!escaped} alone', () => {
    const value = {
      'Fn::Sub': ['${Own}/${Inbox.QueueName}/${AWS::Region}/${!Kept}', { Own: 'mine' }],
    };
    expect(valueOf(value, { Inbox: queue('inbox') })).toBe('mine/inbox/eu-west-2/${Kept}');
  });

  it('selects from what it splits', () => {
    const arn = { 'Fn::GetAtt': ['Inbox', 'Arn'] };
    const value = { 'Fn::Select': [5, { 'Fn::Split': [':', arn] }] };
    expect(valueOf(value, { Inbox: queue('inbox') })).toBe('inbox');
  });

  it('takes the default of a parameter', () => {
    expect(valueOf({ Ref: 'Version' }, {}, { Version: { Default: '/cdk/version' } })).toBe(
      '/cdk/version',
    );
  });

  it('leaves out a member that is AWS::NoValue', () => {
    const Variables = { GONE: { Ref: 'AWS::NoValue' }, STAYS: 'yes' };
    const stack = read({ Role: role, Reader: lambda('reader', { Environment: { Variables } }) });
    expect(stack.functions[0]?.environment).toEqual({ STAYS: 'yes' });
  });

  it('follows an import into the stack that exports it', () => {
    const exporting = {
      resources: { Core: table() },
      outputs: { Out: { Value: { Ref: 'Core' }, Export: { Name: 'Data:Core' } } },
    };
    const Variables = { TABLE: { 'Fn::ImportValue': 'Data:Core' } };
    const importing = {
      resources: { Role: role, Reader: lambda('reader', { Environment: { Variables } }) },
    };
    const stack = readStacks({ Data: exporting, Service: importing }, { reader: '' });
    expect(stack.functions[0]?.environment).toEqual({ TABLE: 'Data-Core' });
  });

  it('knows the zone in which a schedule is meant, UTC when it names none', () => {
    const zoned = (properties: object) => ({
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        ScheduleExpression: 'cron(0 8 * * ? *)',
        Target: { Arn: { 'Fn::GetAtt': ['Reader', 'Arn'] } },
        ...properties,
      },
    });
    const stack = read({
      Role: role,
      Reader: lambda('reader'),
      Digest: zoned({ ScheduleExpressionTimezone: 'Europe/London' }),
      Report: zoned({ ScheduleExpressionTimezone: 'Etc/UTC' }),
      Sweep: zoned({}),
    });
    const zones = stack.schedules.map(({ timeZone }) => timeZone);
    expect(zones).toEqual(['Europe/London', 'UTC', 'UTC']);
  });

  it('finds the queue, table and function behind the ARNs of event sources and routes', () => {
    const FunctionName = { Ref: 'Reader' };
    const stack = read({
      Role: role,
      Reader: lambda('reader'),
      Inbox: queue('inbox'),
      Core: table(),
      FromQueue: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { FunctionName, EventSourceArn: { 'Fn::GetAtt': ['Inbox', 'Arn'] } },
      },
      FromStream: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName,
          EventSourceArn: { 'Fn::GetAtt': ['Core', 'StreamArn'] },
          StartingPosition: 'TRIM_HORIZON',
        },
      },
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } },
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          ApiId: { Ref: 'Api' },
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: { 'Fn::GetAtt': ['Reader', 'Arn'] },
          PayloadFormatVersion: '2.0',
        },
      },
      Route: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: {
          ApiId: { Ref: 'Api' },
          RouteKey: 'ANY /{proxy+}',
          Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
        },
      },
    });
    expect(stack.queueSources[0]).toMatchObject({ queueName: 'inbox', functionName: 'reader' });
    expect(stack.streamSources[0]).toMatchObject({
      tableName: 'Tiny-Core',
      functionName: 'reader',
    });
    expect(stack.routes).toEqual([{ key: 'ANY /{proxy+}', functionName: 'reader' }]);
  });
});

describe('what the local stack cannot run stops the start and is named', () => {
  const mapping = (properties: object) => ({
    Role: role,
    Reader: lambda('reader'),
    Inbox: queue('inbox'),
    Source: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        FunctionName: 'reader',
        EventSourceArn: { 'Fn::GetAtt': ['Inbox', 'Arn'] },
        ...properties,
      },
    },
  });

  const cases: readonly (readonly [string, Resources, string])[] = [
    [
      'a type it does not know',
      { Bucket: { Type: 'AWS::S3::Bucket' } },
      'Tiny: Bucket (AWS::S3::Bucket): the local stack does not support resources of this type',
    ],
    [
      'a property it does not know',
      { Role: role, Reader: lambda('reader', { VpcConfig: {} }) },
      'Tiny: Reader (AWS::Lambda::Function): property VpcConfig is not supported',
    ],
    [
      'a property deep inside',
      { Core: table({ StreamSpecification: { StreamViewType: 'NEW_IMAGE', Novelty: 1 } }) },
      'Tiny: Core (AWS::DynamoDB::Table): property StreamSpecification.Novelty is not supported',
    ],
    [
      'a value it does not know',
      { Role: role, Reader: lambda('reader', { Runtime: 'python3.13' }) },
      'Tiny: Reader (AWS::Lambda::Function): property Runtime has a value',
    ],
    [
      'a filter on a queue, which would delete notifications',
      mapping({ FilterCriteria: { Filters: [] } }),
      'Tiny: Source (AWS::Lambda::EventSourceMapping): property FilterCriteria is not supported',
    ],
    [
      'a switched-off event source',
      mapping({ Enabled: false }),
      'Tiny: Source (AWS::Lambda::EventSourceMapping): property Enabled has a value',
    ],
    [
      'a resource under a condition',
      { Inbox: { ...queue('inbox'), Condition: 'InLondon' } },
      'Tiny: Inbox (AWS::SQS::Queue) hangs on condition InLondon',
    ],
    [
      'an intrinsic it does not know',
      { Inbox: queue('inbox', { VisibilityTimeout: { 'Fn::If': ['A', 1, 2] } }) },
      'Tiny uses the intrinsic Fn::If',
    ],
    [
      'an import that nothing exports',
      { Inbox: queue('inbox', { QueueName: { 'Fn::ImportValue': 'Nowhere' } }) },
      'Tiny imports Nowhere',
    ],
    [
      'a schedule that is neither rate nor cron',
      {
        Role: role,
        Reader: lambda('reader'),
        Once: {
          Type: 'AWS::Scheduler::Schedule',
          Properties: {
            ScheduleExpression: 'at(2026-11-21T09:00:00)',
            Target: { Arn: { 'Fn::GetAtt': ['Reader', 'Arn'] } },
          },
        },
      },
      'Tiny: Once (AWS::Scheduler::Schedule): its schedule at(2026-11-21T09:00:00) is neither',
    ],
  ];

  it.each(cases)('%s', (_, resources, message) => {
    expect(() => read(resources)).toThrow(message);
  });

  it('while permissions, keys, secrets, alarms and encryption settings need nothing here', () => {
    const stack = read({
      Role: role,
      Key: { Type: 'AWS::KMS::Key', Properties: { Anything: true } },
      Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'notify' } },
      Admission: { Type: 'AWS::SecretsManager::ResourcePolicy' },
      Alarm: { Type: 'AWS::CloudWatch::Alarm' },
      Inbox: queue('inbox', { KmsMasterKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } }),
      Core: table({ SSESpecification: { SSEEnabled: true } }),
    });
    expect(stack.queues.map(({ name }) => name)).toEqual(['inbox']);
    expect(stack.tables.map(({ shortName }) => shortName)).toEqual(['core']);
  });
});
