import { Stack } from 'aws-cdk-lib/core';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { EncryptionKey } from './encryption-key.ts';

/** The key of logs and of the operators' topic. No log may hold a child's data, so it opens no record. */
export class OperationsKey extends EncryptionKey {
  constructor(scope: Construct, settings: Settings) {
    super(scope, 'OperationsKey', settings, 'operations', 'Homeward logs and alarms');
    const { account, partition, region } = Stack.of(this);
    const logs = `arn:${partition}:logs:${region}:${account}:log-group:${logFolder(settings)}/*`;
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: ['Encrypt', 'Decrypt', 'ReEncrypt*', 'GenerateDataKey*', 'Describe*'].map(inKms),
        resources: ['*'],
        conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logs } },
      }),
    );
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['Decrypt', 'GenerateDataKey*'].map(inKms),
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    );
  }
}

/** What the names of a stage's log groups begin with. */
export const logFolder = (settings: Settings): string => `/homeward/${settings.stage}`;

const inKms = (action: string): string => `kms:${action}`;
