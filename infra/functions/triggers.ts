import { Duration, Stack } from 'aws-cdk-lib/core';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { FilterCriteria } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule, ContextAttribute } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { acknowledge } from '../checks.ts';
import type { EncryptedQueue } from '../queues.ts';
import type { StatefulStack } from '../stateful-stack.ts';
import type { HomewardFunction } from './homeward-function.ts';
import { allowSends, allowStream } from './permissions.ts';

interface StreamOptions {
  readonly filters: readonly ReturnType<typeof FilterCriteria.filter>[];
  readonly failures: EncryptedQueue;
  readonly batchingWindow?: Duration;
}

/**
 * Reads the core table's stream from its beginning. A batch that fails is halved until the bad record is alone in it.
 * AWS throttles a stream with more than two readers.
 */
export const followStream = (
  scope: Construct,
  { lambda, role }: HomewardFunction,
  stateful: StatefulStack,
  { filters, failures, batchingWindow }: StreamOptions,
) => {
  allowStream(role, stateful.coreTable);
  // The id contains the name under which the other stack exports the table. Synth fails if it changes.
  const table = `${stateful.stackName}:ExportsOutputFnGetAttCoreC65142A7ArnA1AA4B71`;
  acknowledge(
    role,
    `AwsSolutions-IAM5[Resource::${table}/stream/*]`,
    'Lambda lists the streams of this table, and there is a new one whenever the stream is switched on.',
  );
  allowSends(role, [failures]);
  new EventSourceMapping(scope, 'Source', {
    target: lambda,
    eventSourceArn: stateful.coreTable.streamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    ...(batchingWindow && { maxBatchingWindow: batchingWindow }),
    parallelizationFactor: 1,
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    retryAttempts: 10,
    maxRecordAge: Duration.hours(6),
    onFailure: { bind: () => ({ destination: failures.queueArn }) },
    filters: [...filters],
  });
};

interface RunPlan {
  readonly description: string;
  /** `rate(…)`, or `cron(…)` in London time. */
  readonly expression: string;
  readonly retries: number;
  readonly maxAge: Duration;
}

export const scheduleFunction = (scope: Construct, { lambda }: HomewardFunction, plan: RunPlan) => {
  const role = new Role(scope, 'ScheduleRole', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  });
  role.addToPolicy(
    new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [lambda.functionArn] }),
  );
  new CfnSchedule(scope, 'Schedule', {
    description: plan.description,
    scheduleExpression: plan.expression,
    scheduleExpressionTimezone: 'Europe/London',
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: lambda.functionArn,
      roleArn: role.roleArn,
      // The function takes its time from here, so that a late run does what one on time would have done.
      input: JSON.stringify({ time: ContextAttribute.scheduledTime }),
      retryPolicy: {
        maximumRetryAttempts: plan.retries,
        maximumEventAgeInSeconds: plan.maxAge.toSeconds(),
      },
    },
  });
};
