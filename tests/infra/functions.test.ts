import { describe, expect, it } from 'vitest';
import { readDirectory } from '../../infra/directory.ts';
import { FUNCTION_CATALOGUE, FUNCTION_NAMES } from '../../infra/function-catalogue.ts';
import type { FunctionName } from '../../infra/function-catalogue.ts';
import { ENTITY } from '../../shared/platform/names.ts';
import { resourceIn, resourcesOf, synthesizeStage } from './synthesized-stage.ts';

const { service } = synthesizeStage('example');

/** What the logical ids of a function and of what belongs to it begin with. */
const PREFIX: Readonly<Record<FunctionName, string>> = {
  intake: 'Intake',
  replies: 'RepliesF',
  'reconcile-replies': 'ReconcileReplies',
  web: 'WebF',
};

const lambdaOf = (name: FunctionName) =>
  resourceIn(service, 'AWS::Lambda::Function', PREFIX[name]).Properties;

const environmentOf = (name: FunctionName) =>
  (lambdaOf(name)['Environment'] as { Variables: Record<string, unknown> }).Variables;

describe('every function', () => {
  it('runs on Node 24 on ARM, as long and with as much memory as the catalogue says', () => {
    for (const name of FUNCTION_NAMES) {
      expect(lambdaOf(name)).toMatchObject({
        FunctionName: `example-${name}`,
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        Timeout: FUNCTION_CATALOGUE[name].timeout,
        MemorySize: FUNCTION_CATALOGUE[name].memory,
      });
    }
    expect(Object.keys(resourcesOf(service, 'AWS::Lambda::Function'))).toHaveLength(4);
  });

  it('is not traced unless the stage asks', () => {
    for (const name of FUNCTION_NAMES) expect(lambdaOf(name)).not.toHaveProperty('TracingConfig');
  });

  it('logs to a group of its own, encrypted, for as long as the stage says', () => {
    for (const name of FUNCTION_NAMES) {
      const [group] = Object.values(resourcesOf(service, 'AWS::Logs::LogGroup')).filter(
        ({ Properties }) => Properties['LogGroupName'] === `/homeward/example/${name}`,
      );
      expect(group?.Properties['RetentionInDays']).toBe(365);
      expect(JSON.stringify(group?.Properties['KmsKeyId'])).toContain('OperationsKey');
    }
  });

  it('is given its own variables and no others', () => {
    const shared = [
      'POWERTOOLS_LOG_LEVEL',
      'POWERTOOLS_METRICS_NAMESPACE',
      'POWERTOOLS_SERVICE_NAME',
      'STAGE',
    ];
    const own: Readonly<Record<FunctionName, readonly string[]>> = {
      intake: ['CORE_TABLE', 'DIRECTORY_FILE'],
      replies: ['CORE_TABLE', 'REPLY_QUEUES'],
      'reconcile-replies': ['CORE_TABLE', 'REPLY_QUEUES'],
      web: ['ACCESS_TABLE', 'CORE_TABLE', 'DIRECTORY_FILE'],
    };
    for (const name of FUNCTION_NAMES) {
      expect(Object.keys(environmentOf(name)).sort()).toEqual([...own[name], ...shared].sort());
      expect(environmentOf(name)['STAGE']).toBe('example');
    }
  });

  it('that answers forces knows the reply queue of each force of the directory', () => {
    for (const name of ['replies', 'reconcile-replies'] as const) {
      const text = JSON.stringify(environmentOf(name)['REPLY_QUEUES']);
      for (const { code } of readDirectory().forces) expect(text).toContain(code);
    }
  });
});

describe('intake', () => {
  const source = resourceIn(service, 'AWS::Lambda::EventSourceMapping', 'Intake').Properties;

  it('takes ten messages at a time and gives back only those that failed', () => {
    expect(source).toMatchObject({
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 10 },
    });
  });

  it('filters nothing: SQS deletes what a filter does not match', () => {
    expect(source).not.toHaveProperty('FilterCriteria');
  });
});

describe('replies', () => {
  const source = resourceIn(service, 'AWS::Lambda::EventSourceMapping', 'Replies').Properties;

  it('follow the stream from its beginning and never drop a batch unseen', () => {
    expect(source).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 100,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 21_600,
      ParallelizationFactor: 1,
    });
    expect(JSON.stringify(source['DestinationConfig'])).toContain('StreamFailures');
  });

  it('are woken by what is owed an answer when it is first written, and by nothing else', () => {
    const { Filters } = source['FilterCriteria'] as { Filters: { Pattern: string }[] };
    expect(Filters.map(({ Pattern }) => JSON.parse(Pattern) as unknown)).toEqual([
      {
        eventName: ['INSERT'],
        dynamodb: { NewImage: { entity: { S: Object.values(ENTITY) } } },
      },
    ]);
  });
});

describe('reconciliation', () => {
  it('runs every 15 minutes and is told which run it is', () => {
    const { Properties } = resourceIn(service, 'AWS::Scheduler::Schedule', 'Reconcile');
    expect(Properties).toMatchObject({
      ScheduleExpression: 'rate(15 minutes)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Input: '{"time":"<aws.scheduler.scheduled-time>"}' },
    });
  });
});

describe('the HTTP API', () => {
  it('hands every path to the one function, as payload 2.0', () => {
    const routes = Object.values(resourcesOf(service, 'AWS::ApiGatewayV2::Route'));
    expect(routes.map(({ Properties }) => Properties['RouteKey']).sort()).toEqual([
      'ANY /',
      'ANY /{proxy+}',
    ]);
    const { Properties } = resourceIn(service, 'AWS::ApiGatewayV2::Integration', 'Web');
    expect(Properties['PayloadFormatVersion']).toBe('2.0');
  });

  it('logs neither query nor caller of a request', () => {
    const { Properties } = resourceIn(service, 'AWS::ApiGatewayV2::Stage', 'Web');
    const { Format } = Properties['AccessLogSettings'] as { Format: string };
    const logged = Object.values(JSON.parse(Format) as Record<string, string>);
    expect(logged.filter((text) => /query|identity|authorizer|header/i.test(text))).toEqual([]);
  });
});
