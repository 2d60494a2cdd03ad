import { Stack } from 'aws-cdk-lib/core';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule, ContextAttribute } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { StatefulStack } from '../stateful-stack.ts';
import type { FunctionSurroundings } from './homeward-function.ts';
import { allowQueries, allowReads } from './permissions.ts';
import { ReplySender } from './reply-sender.ts';

/** Answers what the stream did not: a stream keeps 24 hours, and an outage may last longer. */
export class ReconcileReplies extends Construct {
  readonly function: ReplySender;

  constructor(scope: Construct, surroundings: FunctionSurroundings, stateful: StatefulStack) {
    super(scope, 'ReconcileReplies');
    this.function = new ReplySender(this, 'reconcile-replies', surroundings, stateful);
    allowReads(this.function.role, stateful.coreTable, ['BatchGetItem']);
    allowQueries(this.function.role, stateful.coreTable, ['repliesPending']);
    const target = this.function.lambda.functionArn;
    new CfnSchedule(this, 'Schedule', {
      description: 'Homeward: answers that are still pending',
      scheduleExpression: 'rate(15 minutes)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target,
        roleArn: this.createRole(target).roleArn,
        // The function takes its time from here: a run that is late does what one on time would have done.
        input: JSON.stringify({ time: ContextAttribute.scheduledTime }),
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 900 },
      },
    });
  }

  private createRole(target: string): Role {
    const role = new Role(this, 'ScheduleRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target] }),
    );
    return role;
  }
}
