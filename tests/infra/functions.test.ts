import { listBundledFiles } from '../../infra/bundle.ts';
import { readMessageTemplates } from '../../infra/message-templates.ts';
import { describe, expect, it } from 'vitest';
import { readDirectory } from '../../infra/directory.ts';
import { FUNCTION_CATALOGUE, FUNCTION_NAMES } from '../../infra/function-catalogue.ts';
import type { FunctionName } from '../../infra/function-catalogue.ts';
import { readSettings } from '../../infra/settings.ts';
import {
  ALERT_ENTITY,
  CHILD_ENTITY,
  ENTITY,
  EVIDENCE_ENTITY,
} from '../../shared/platform/names.ts';
import { findResource, listResources, synthesizeStage } from './synthesized-stage.ts';

const { service } = synthesizeStage('example');

/** What the logical ids of a function and of what belongs to it begin with. */
const PREFIX: Readonly<Record<FunctionName, string>> = {
  intake: 'Intake',
  publish: 'PublishF',
  'reconcile-replies': 'ReconcileReplies',
  sweep: 'Sweep',
  alerts: 'Alerts',
  digest: 'Digest',
  evidence: 'EvidenceF',
  'reconcile-evidence': 'ReconcileEvidence',
  detect: 'Detect',
  web: 'WebF',
};

const lambdaOf = (name: FunctionName) =>
  findResource(service, 'AWS::Lambda::Function', PREFIX[name]).Properties;

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
    expect(Object.keys(listResources(service, 'AWS::Lambda::Function'))).toHaveLength(
      FUNCTION_NAMES.length,
    );
  });

  it('is not traced unless the stage enables it', () => {
    for (const name of FUNCTION_NAMES) expect(lambdaOf(name)).not.toHaveProperty('TracingConfig');
  });

  it('logs to a group of its own, encrypted, for as long as the stage says', () => {
    for (const name of FUNCTION_NAMES) {
      const [group] = Object.values(listResources(service, 'AWS::Logs::LogGroup')).filter(
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
      intake: ['CORE_TABLE', 'DIRECTORY_FILE', 'ID_KEY_SECRET'],
      publish: ['CORE_TABLE', 'EVIDENCE_QUEUE', 'REPLY_QUEUES'],
      'reconcile-replies': ['CORE_TABLE', 'REPLY_QUEUES'],
      sweep: ['CORE_TABLE', 'DIRECTORY_FILE', 'ID_KEY_SECRET'],
      alerts: [
        'CORE_TABLE',
        'DIRECTORY_FILE',
        'MESSAGE_TEMPLATES_FILE',
        'NOTIFY_SECRET',
        'NOTIFY_TEMPLATES_FILE',
        'PUBLIC_URL',
      ],
      digest: ['CORE_TABLE', 'DIRECTORY_FILE'],
      evidence: ['CORE_TABLE', 'DIRECTORY_FILE', 'THEMES_TABLE'],
      'reconcile-evidence': ['CORE_TABLE', 'DIRECTORY_FILE', 'EVIDENCE_QUEUE', 'THEMES_TABLE'],
      detect: ['CORE_TABLE', 'DIRECTORY_FILE', 'THEMES_TABLE'],
      web: [
        'ACCESS_TABLE',
        'AUDIT_TABLE',
        'CORE_TABLE',
        'DIRECTORY_FILE',
        'ID_KEY_SECRET',
        'NOTIFY_SECRET',
        'PUBLIC_URL',
        'THEMES_TABLE',
      ],
    };
    for (const name of FUNCTION_NAMES) {
      expect(Object.keys(environmentOf(name)).sort()).toEqual([...own[name], ...shared].sort());
      expect(environmentOf(name)['STAGE']).toBe('example');
    }
  });

  it('has no more variables than Lambda accepts: 4 KB', () => {
    for (const name of FUNCTION_NAMES) {
      expect(JSON.stringify(environmentOf(name)).length).toBeLessThan(4096);
    }
  });

  it('that sends messages links to Homeward at its address', () => {
    for (const name of ['alerts', 'web'] as const) {
      expect(environmentOf(name)['PUBLIC_URL']).toBe('https://homeward.council.example');
    }
  });

  it('that answers forces knows the reply queue of each force of the directory', () => {
    for (const name of ['publish', 'reconcile-replies'] as const) {
      const text = JSON.stringify(environmentOf(name)['REPLY_QUEUES']);
      for (const { code } of readDirectory().forces) expect(text).toContain(code);
    }
  });
});

describe('intake', () => {
  const source = findResource(service, 'AWS::Lambda::EventSourceMapping', 'Intake').Properties;

  it('receives ten messages at a time and returns only those that failed', () => {
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

describe('publish', () => {
  const source = findResource(service, 'AWS::Lambda::EventSourceMapping', 'Publish').Properties;

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

  it('are triggered by a new pending reply, and by every change of evidence', () => {
    const { Filters } = source['FilterCriteria'] as { Filters: { Pattern: string }[] };
    expect(Filters.map(({ Pattern }) => JSON.parse(Pattern) as unknown)).toEqual([
      {
        eventName: ['INSERT'],
        dynamodb: { NewImage: { entity: { S: Object.values(ENTITY) } } },
      },
      {
        eventName: ['INSERT', 'MODIFY'],
        dynamodb: { NewImage: { entity: { S: [EVIDENCE_ENTITY, CHILD_ENTITY] } } },
      },
    ]);
  });
});

describe('evidence', () => {
  const source = findResource(service, 'AWS::Lambda::EventSourceMapping', 'Evidence').Properties;

  it('receives ten episodes at a time from its queue and returns only those that failed', () => {
    expect(source).toMatchObject({
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 4 },
    });
    expect(JSON.stringify(source['EventSourceArn'])).toContain('EvidenceQueuesWork');
    expect(source).not.toHaveProperty('FilterCriteria');
  });
});

describe('alerts', () => {
  const source = findResource(service, 'AWS::Lambda::EventSourceMapping', 'Alerts').Properties;

  it('follow the stream as replies do, with a queue of failures of their own', () => {
    const followed = (prefix: string) => {
      const { FunctionName, DestinationConfig, FilterCriteria, ...rest } = findResource(
        service,
        'AWS::Lambda::EventSourceMapping',
        prefix,
      ).Properties;
      expect([FunctionName, DestinationConfig, FilterCriteria]).not.toContain(undefined);
      return rest;
    };
    expect(followed('Alerts')).toEqual({
      ...followed('Publish'),
      MaximumBatchingWindowInSeconds: 2,
    });
    expect(JSON.stringify(source['DestinationConfig'])).toContain('AlertFailures');
  });

  it('are triggered by a new alert and by every wake-up', () => {
    const { Filters } = source['FilterCriteria'] as { Filters: { Pattern: string }[] };
    expect(Filters.map(({ Pattern }) => JSON.parse(Pattern) as unknown)).toEqual([
      {
        eventName: ['INSERT'],
        dynamodb: { NewImage: { entity: { S: [ALERT_ENTITY.alert] } } },
      },
      {
        eventName: ['INSERT', 'MODIFY'],
        dynamodb: { NewImage: { entity: { S: [ALERT_ENTITY.wakeUp] } } },
      },
    ]);
  });

  it('know what Notify calls each message', () => {
    const { templateIds } = readSettings('example').messages;
    const directory = readDirectory();
    const configuration = { directory, messageTemplates: readMessageTemplates(), templateIds };
    const { [String(environmentOf('alerts')['NOTIFY_TEMPLATES_FILE'])]: file = '{}' } =
      listBundledFiles('alerts', configuration);
    expect(JSON.parse(file)).toEqual(templateIds);
  });

  it('and the web API write to a folder instead of Notify on one machine', () => {
    const local = synthesizeStage('local').service;
    for (const prefix of ['Alerts', 'WebF']) {
      const { Environment } = findResource(local, 'AWS::Lambda::Function', prefix).Properties as {
        Environment: { Variables: Record<string, unknown> };
      };
      expect(Environment.Variables['MESSAGE_OUTBOX']).toBe('local');
    }
  });
});

describe('the core table’s stream', () => {
  it('has two followers: with a third, all would be throttled', () => {
    const sources = Object.values(listResources(service, 'AWS::Lambda::EventSourceMapping'));
    const ofStream = sources.filter(({ Properties }) => 'StartingPosition' in Properties);
    expect(ofStream.length).toBeLessThanOrEqual(2);
  });
});

describe('what runs by the clock', () => {
  const runs = [
    ['ReconcileReplies', 'rate(15 minutes)', 3, 900],
    ['ReconcileEvidence', 'rate(6 hours)', 3, 3_600],
    ['Sweep', 'rate(1 minute)', 2, 60],
    ['Digest', 'cron(0 8 * * ? *)', 5, 10_800],
    ['Detect', 'cron(0/15 2-5 * * ? *)', 2, 900],
  ] as const;

  it.each(runs)(
    '%s runs at %s London time, and each run receives its scheduled time',
    (prefix, expression, retries, maxAge) => {
      const { Properties } = findResource(service, 'AWS::Scheduler::Schedule', prefix);
      expect(Properties).toMatchObject({
        ScheduleExpression: expression,
        ScheduleExpressionTimezone: 'Europe/London',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: {
          Input: '{"time":"<aws.scheduler.scheduled-time>"}',
          RetryPolicy: { MaximumRetryAttempts: retries, MaximumEventAgeInSeconds: maxAge },
        },
      });
    },
  );

  it('leaves a sweep no time to meet the one after it', () => {
    expect(FUNCTION_CATALOGUE.sweep.timeout).toBeLessThan(60);
  });
});

describe('the HTTP API', () => {
  it('sends every path to the one function, as payload 2.0', () => {
    const routes = Object.values(listResources(service, 'AWS::ApiGatewayV2::Route'));
    expect(routes.map(({ Properties }) => Properties['RouteKey']).sort()).toEqual([
      'ANY /',
      'ANY /{proxy+}',
    ]);
    const { Properties } = findResource(service, 'AWS::ApiGatewayV2::Integration', 'Web');
    expect(Properties['PayloadFormatVersion']).toBe('2.0');
  });

  it('logs of a request its path, but neither query nor caller: a calendar’s token is in the query', () => {
    const { Properties } = findResource(service, 'AWS::ApiGatewayV2::Stage', 'Web');
    const { Format } = Properties['AccessLogSettings'] as { Format: string };
    const logged = Object.values(JSON.parse(Format) as Record<string, string>);
    // Of an HTTP API, the path is without the query; these names are all there is, so nothing else comes in.
    expect(logged.sort()).toEqual(
      [
        'requestId',
        'requestTime',
        'httpMethod',
        'path',
        'status',
        'responseLatency',
        'responseLength',
        'integrationErrorMessage',
      ]
        .map((name) => `$context.${name}`)
        .sort(),
    );
  });
});
