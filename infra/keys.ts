import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { AccountPrincipal, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { buildResourceName } from './settings.ts';
import type { Settings } from './settings.ts';
import { LogGroup } from 'aws-cdk-lib/aws-logs';

export type EncryptingService = 'dynamodb' | 'secretsmanager' | 'sqs';

const KEY_IDS = {
  records: 'RecordsKey',
  messages: 'MessagesKey',
  operations: 'OperationsKey',
} as const;

/** A customer-managed key, rotated each year. It outlives its stack: without it, what it encrypted is lost. */
export class EncryptionKey extends Key {
  constructor(
    scope: Construct,
    settings: Settings,
    name: 'records' | 'messages' | 'operations',
    description: string,
  ) {
    super(scope, KEY_IDS[name], {
      alias: `alias/${buildResourceName(settings, name)}`,
      description,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Lets one of our roles use the key, but only through the service that keeps the data. */
  allowThrough(service: EncryptingService, role: IGrantable, actions: readonly string[]): void {
    role.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: [...actions],
        resources: [this.keyArn],
        conditions: buildServiceCondition(service, this),
      }),
    );
  }

  /** Lets other accounts use the key, but only through the service whose resource policy admits them. */
  allowAccountsThrough(service: EncryptingService, accounts: readonly AccountPrincipal[]): void {
    if (accounts.length === 0) return;
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [...accounts],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: buildServiceCondition(service, this),
      }),
    );
  }
}

const buildServiceCondition = (service: EncryptingService, key: Key) => ({
  StringEquals: { 'kms:ViaService': `${service}.${Stack.of(key).region}.amazonaws.com` },
});

/** For logs and the operators' topic. No log may contain a child's data, so this key opens no record. */
export class OperationsKey extends EncryptionKey {
  constructor(scope: Construct, settings: Settings) {
    super(scope, settings, 'operations', 'Homeward logs and alarms');
    const { account, partition, region } = Stack.of(this);
    const logs = `arn:${partition}:logs:${region}:${account}:log-group:${buildLogGroupPrefix(settings)}/*`;
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: ['Encrypt', 'Decrypt', 'ReEncrypt*', 'GenerateDataKey*', 'Describe*'].map(
          formatKmsAction,
        ),
        resources: ['*'],
        conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logs } },
      }),
    );
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['Decrypt', 'GenerateDataKey*'].map(formatKmsAction),
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    );
  }
}

export const buildLogGroupPrefix = (settings: Settings): string => `/homeward/${settings.stage}`;

const formatKmsAction = (action: string): string => `kms:${action}`;

/** It stays when the stack is deleted, so that an incident can be investigated. */
export class EncryptedLogGroup extends LogGroup {
  constructor(scope: Construct, settings: Settings, key: OperationsKey, name: string) {
    super(scope, 'Logs', {
      logGroupName: `${buildLogGroupPrefix(settings)}/${name}`,
      retention: settings.logRetentionDays,
      encryptionKey: key,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }
}
