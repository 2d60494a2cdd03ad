import { Stack } from 'aws-cdk-lib/core';
import type { Duration } from 'aws-cdk-lib/core';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule, ContextAttribute } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import type { HomewardFunction } from './homeward-function.ts';

/** When a function runs, and for how long one run is handed over again when that fails. */
export interface RunPlan {
  readonly description: string;
  /** `rate(…)`, or `cron(…)` by the wall time of London. */
  readonly expression: string;
  readonly retries: number;
  readonly maxAge: Duration;
}

/** Runs a function by the clock; each run is told the time at which it fell due. */
export const scheduleRuns = (scope: Construct, { lambda }: HomewardFunction, plan: RunPlan) => {
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
      // The function takes its time from here: a run that is late does what one on time would have done.
      input: JSON.stringify({ time: ContextAttribute.scheduledTime }),
      retryPolicy: {
        maximumRetryAttempts: plan.retries,
        maximumEventAgeInSeconds: plan.maxAge.toSeconds(),
      },
    },
  });
};
