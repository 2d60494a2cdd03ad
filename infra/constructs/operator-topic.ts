import { Stack } from 'aws-cdk-lib/core';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { nameIn } from '../settings.ts';
import type { Settings } from '../settings.ts';
import type { OperationsKey } from './operations-key.ts';

/** Tells the operators of an alarm. */
export class OperatorTopic extends Topic {
  constructor(scope: Construct, settings: Settings, key: OperationsKey) {
    super(scope, 'OperatorTopic', {
      topicName: nameIn(settings, 'homeward-operators'),
      displayName: 'Homeward',
      masterKey: key,
      enforceSSL: true,
    });
    // A topic with a policy of its own has lost the default one, by which alarms could publish.
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (settings.operatorEmail !== undefined) {
      this.addSubscription(new EmailSubscription(settings.operatorEmail));
    }
  }
}
