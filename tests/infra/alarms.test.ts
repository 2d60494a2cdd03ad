import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { describe, expect, it } from 'vitest';
import { FUNCTION_NAMES } from '../../infra/function-catalogue.ts';
import { METRIC } from '../../shared/platform/names.ts';
import { findResource, listResources, synthesizeStage } from './synthesized-stage.ts';

interface AlarmProperties {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly AlarmActions: readonly unknown[];
  readonly Namespace: string;
  readonly Statistic: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { Name: string; Value: unknown }[];
  readonly Threshold: number;
  readonly Period: number;
  readonly EvaluationPeriods: number;
  readonly ComparisonOperator: string;
  readonly TreatMissingData: string;
}

const { service } = synthesizeStage('example');
const alarms = Object.values(listResources(service, 'AWS::CloudWatch::Alarm')).map(
  ({ Properties }) => Properties as unknown as AlarmProperties,
);
const alarmNamed = (name: string): AlarmProperties => {
  const found = alarms.find(({ AlarmName }) => AlarmName === `example-${name}`);
  if (found === undefined) throw new Error(`no alarm ${name}`);
  return found;
};

const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
const sections = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.split('\n', 1)[0] ?? '', section]),
);
const headingOf = ({ AlarmDescription }: AlarmProperties): string =>
  /"(.+)"/.exec(AlarmDescription)?.[1] ?? '';

describe('the runbook', () => {
  it('has a heading for every alarm, and no two alarms share one', () => {
    const headings = alarms.map(headingOf);
    for (const heading of headings) expect([...sections.keys()]).toContain(heading);
    expect(new Set(headings).size).toBe(alarms.length);
  });

  it('says for each alarm what it means for children, how to look, what to do and when to escalate', () => {
    for (const alarm of alarms) {
      const section = sections.get(headingOf(alarm)) ?? '';
      const parts = [...section.matchAll(/^\*\*(.+?)\.\*\*/gm)].map(([, title]) => title);
      expect(parts, headingOf(alarm)).toEqual([
        'What it means for children',
        'How to look',
        'What to do',
        'When to escalate',
      ]);
    }
  });

  it('explains how to replay, redrive and restore', () => {
    expect([...sections.keys()]).toEqual(
      expect.arrayContaining([
        'Replaying a rejected message',
        'Redriving the dead-letter queue',
        'Restoring the table to a point in time',
      ]),
    );
  });

  it('refers to headings that exist', () => {
    const anchors = [...sections.keys()].map((heading) =>
      heading.toLowerCase().replaceAll(' ', '-'),
    );
    for (const [, anchor] of runbook.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(anchor);
  });
});

describe('every alarm', () => {
  it('notifies the operators through a topic that only alarms may publish to, over TLS', () => {
    const [topic] = Object.keys(listResources(service, 'AWS::SNS::Topic'));
    for (const { AlarmActions } of alarms) expect(AlarmActions).toEqual([{ Ref: topic }]);
    const policy = JSON.stringify(findResource(service, 'AWS::SNS::TopicPolicy', 'Operator'));
    expect(policy).toContain('"Service":"cloudwatch.amazonaws.com"');
    expect(policy).toContain('aws:SecureTransport');
  });

  it('reaches a mailbox in a stage that names one', () => {
    expect(findResource(service, 'AWS::SNS::Subscription', 'Operator').Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'missing-operators@council.example',
    });
  });
});

describe('operators are notified', () => {
  it('when the oldest notification has waited five minutes', () => {
    expect(alarmNamed('notifications-waiting')).toMatchObject({
      MetricName: 'ApproximateAgeOfOldestMessage',
      Threshold: 300,
    });
  });

  it('of the first message in a queue of failures', () => {
    for (const name of [
      'notifications-dead-lettered',
      'reply-stream-failures',
      'alert-stream-failures',
      'evidence-dead-lettered',
    ]) {
      expect(alarmNamed(name)).toMatchObject({
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Threshold: 1,
      });
    }
  });

  it('of the first error of any function', () => {
    for (const name of FUNCTION_NAMES) {
      expect(alarmNamed(`${name}-errors`)).toMatchObject({ MetricName: 'Errors', Threshold: 1 });
    }
  });

  it('of the first notification rejected, reply overdue, escalation without a recipient or message not delivered', () => {
    for (const name of [
      'notifications-rejected',
      'replies-overdue',
      'escalations-without-recipient',
      'messages-undeliverable',
      'messages-undelivered',
    ]) {
      expect(alarmNamed(name)).toMatchObject({ Statistic: 'Sum', Threshold: 1 });
    }
  });

  it.each(['replies', 'alerts'])('when %s fall five minutes behind the stream', (name) => {
    expect(alarmNamed(`${name}-behind`)).toMatchObject({
      MetricName: 'IteratorAge',
      Threshold: 300_000,
    });
  });

  it('when no sweep has succeeded for five minutes: silence alarms', () => {
    expect(alarmNamed('sweep-not-succeeding')).toMatchObject({
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 5,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  it('when a level of the ladder is raised ten minutes late', () => {
    expect(alarmNamed('sweep-behind')).toMatchObject({
      Statistic: 'Maximum',
      Threshold: 600,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    });
  });

  it('when messages fail again and again, which their sender bears without an error of its own', () => {
    expect(alarmNamed('messages-not-sent')).toMatchObject({ Period: 900, Threshold: 3 });
  });

  it('when no digest has been made for 26 hours: on one day of the year, two are 25 apart', () => {
    expect(alarmNamed('digest-not-running')).toMatchObject({
      MetricName: 'Invocations',
      Period: 3600,
      EvaluationPeriods: 26,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  it('when disclosures have waited a quarter of an hour to be counted', () => {
    expect(alarmNamed('evidence-waiting')).toMatchObject({
      MetricName: 'ApproximateAgeOfOldestMessage',
      Threshold: 900,
    });
  });

  it('when evidence has not been reconciled for seven hours: silence alarms', () => {
    expect(alarmNamed('reconcile-evidence-not-running')).toMatchObject({
      MetricName: 'Invocations',
      Period: 3600,
      EvaluationPeriods: 7,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  it('when no detection has run for any authority for 26 hours', () => {
    expect(alarmNamed('detection-not-running')).toMatchObject({
      MetricName: METRIC.detectionRuns,
      Statistic: 'Sum',
      Period: 3600,
      EvaluationPeriods: 26,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  it('of the first authority that was looked at neither last night nor this one', () => {
    expect(alarmNamed('detection-overdue')).toMatchObject({ Statistic: 'Maximum', Threshold: 1 });
  });

  it('when reconciliation has not run for an hour: silence alarms', () => {
    expect(alarmNamed('reconcile-replies-not-running')).toMatchObject({
      MetricName: 'Invocations',
      Period: 3600,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });
});

describe('an alarm on what a function counts itself', () => {
  const cases = [
    ['notifications-rejected', METRIC.notificationsRejected, 'Intake'],
    ['replies-overdue', METRIC.repliesOverdue, 'ReconcileReplies'],
    ['replies-parked', METRIC.repliesParked, 'PublishF'],
    ['overdue-replies-parked', METRIC.repliesParked, 'ReconcileReplies'],
    ['sweep-not-succeeding', METRIC.sweepsSucceeded, 'Sweep'],
    ['sweep-behind', METRIC.oldestDueAge, 'Sweep'],
    ['escalations-without-recipient', METRIC.escalationsWithoutRecipient, 'Sweep'],
    ['ladder-roles-empty', METRIC.ladderRolesEmpty, 'Sweep'],
    ['messages-not-sent', METRIC.messagesTriedAgain, 'Alerts'],
    ['messages-undeliverable', METRIC.messagesUndeliverable, 'Alerts'],
    ['messages-undelivered', METRIC.messagesUndeliverable, 'WebF'],
    ['detection-not-running', METRIC.detectionRuns, 'Detect'],
    ['detection-overdue', METRIC.detectionOverdue, 'Detect'],
  ] as const;

  it.each(cases)('%s watches the very metric that the function writes', (name, metric, prefix) => {
    const { Environment } = findResource(service, 'AWS::Lambda::Function', prefix).Properties as {
      Environment: { Variables: Record<string, string> };
    };
    const { POWERTOOLS_METRICS_NAMESPACE, POWERTOOLS_SERVICE_NAME } = Environment.Variables;
    const metrics = new Metrics({
      namespace: POWERTOOLS_METRICS_NAMESPACE ?? '',
      serviceName: POWERTOOLS_SERVICE_NAME ?? '',
    });
    metrics.addMetric(metric, MetricUnit.Count, 1);
    const written = metrics.serializeMetrics();
    const [directive] = written._aws.CloudWatchMetrics;
    const alarm = alarmNamed(name);
    expect(alarm.Namespace).toBe(directive?.Namespace);
    expect(alarm.MetricName).toBe(directive?.Metrics[0]?.Name);
    expect(alarm.Dimensions.map(({ Name }) => Name)).toEqual(directive?.Dimensions[0]);
    for (const { Name, Value } of alarm.Dimensions) {
      expect((written as unknown as Record<string, unknown>)[Name]).toBe(Value);
    }
  });
});
